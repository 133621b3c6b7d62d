import type { SecurityHubClient } from "@aws-sdk/client-securityhub";
import { describe, expect, it } from "vitest";
import { existingFindingsAdapter } from "#adapters/existing-findings.ts";
import type { FindingQuery } from "#domain/existing-finding.ts";
import { failing, fakeClient } from "./fake-client.ts";

const query: FindingQuery = {
  pass: "principals",
  since: Date.parse("2026-03-01T10:00:00.000Z"),
  until: Date.parse("2026-03-04T10:00:00.000Z"),
  severities: ["HIGH", "CRITICAL"],
};
const equals = (Value: string) => ({ Value, Comparison: "EQUALS" });

function adapter(answers: Parameters<typeof fakeClient>[0]) {
  const client = fakeClient<SecurityHubClient>(answers);
  return { findings: existingFindingsAdapter(client), calls: client.calls };
}

describe("page()", () => {
  it("lists what is open and names a principal, least recently updated first, 100 at a time", async () => {
    const Findings = [{ Id: "f/1", Note: undefined }];
    const { findings, calls } = adapter({ GetFindings: () => ({ Findings, NextToken: "more" }) });
    expect(await findings.page(query, undefined)).toEqual({ kind: "page", findings: [{ Id: "f/1" }], next: "more" });
    expect(calls[0]?.[1]).toMatchObject({
      MaxResults: 100,
      SortCriteria: [
        { Field: "UpdatedAt", SortOrder: "asc" },
        { Field: "Id", SortOrder: "asc" },
      ],
      Filters: {
        UpdatedAt: [{ Start: "2026-03-01T10:00:00.000Z", End: "2026-03-04T10:00:00.000Z" }],
        RecordState: [equals("ACTIVE")],
        WorkflowStatus: [equals("NEW"), equals("NOTIFIED")],
        SeverityLabel: [equals("HIGH"), equals("CRITICAL")],
        ResourceType: [equals("AwsIamUser"), equals("AwsIamRole"), equals("AwsIamAccessKey")],
      },
    });
  });

  it("asks by type in the pass of attack sequences, and for one product and account where they are given", async () => {
    const { findings, calls } = adapter({ GetFindings: () => ({ Findings: [] }) });
    await findings.page({ ...query, pass: "attack-sequences", product: "GuardDuty", accountId: "444455556666" }, "t");
    const { Filters, NextToken } = calls[0]?.[1] ?? {};
    expect(NextToken).toBe("t");
    expect(Filters).toMatchObject({
      Type: [
        { Value: "TTPs/AttackSequence:", Comparison: "PREFIX" },
        { Value: "AttackSequence:", Comparison: "PREFIX" },
      ],
      ProductName: [equals("GuardDuty")],
      AwsAccountId: [equals("444455556666")],
    });
    expect(Filters).not.toHaveProperty("ResourceType");
  });

  it("says so when the token is no longer taken, and throws when the first page is refused", async () => {
    const { findings } = adapter({ GetFindings: failing("InvalidInputException") });
    expect(await findings.page(query, "old")).toEqual({ kind: "expired" });
    await expect(findings.page(query, undefined)).rejects.toThrow();
  });
});

describe("named()", () => {
  it("asks by id, and by product where it is given", async () => {
    const { findings, calls } = adapter({ GetFindings: () => ({ Findings: [{ Id: "f/1" }] }) });
    expect(await findings.named("f/1", undefined)).toEqual([{ Id: "f/1" }]);
    await findings.named("f/1", "arn:p");
    expect(calls.map(([, { Filters }]) => Filters)).toEqual([
      { Id: [equals("f/1")] },
      { Id: [equals("f/1")], ProductArn: [equals("arn:p")] },
    ]);
  });
});
