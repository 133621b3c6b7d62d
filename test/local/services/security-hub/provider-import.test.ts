import { expect, it } from "vitest";
import { failureOf } from "../a-world.ts";
import { aFinding, aSecurityHub, productArn } from "./a-security-hub.ts";

const later = (over: object = {}) => aFinding({ UpdatedAt: "2026-11-20T11:30:00.000Z", ...over });

it("importFinding() fills in what Security Hub fills in, and sends the event", () => {
  const { hub, stored, events } = aSecurityHub();
  expect(hub.importFinding(aFinding())).toBe("created");
  expect(stored()).toEqual({
    ...aFinding(),
    ProductName: "GuardDuty",
    CompanyName: "AWS",
    Region: "eu-west-1",
    RecordState: "ACTIVE",
    Workflow: { Status: "NEW" },
    WorkflowState: "NEW",
    Severity: { Label: "HIGH", Normalized: 70 },
    FindingProviderFields: { Severity: { Label: "HIGH" }, Types: ["TTPs/Discovery/Recon:IAMUser-MaliciousIPCaller"] },
    ProcessedAt: "2026-11-20T12:00:00.000Z",
  });
  expect(events).toMatchObject([{ detailType: "Security Hub Findings - Imported", detail: { findings: [stored()] } }]);
});

it("importFinding() sends the event at once and shows the finding after the lag", () => {
  const { hub, found, events, clock } = aSecurityHub({ importLagMs: () => 60_000 });
  hub.importFinding(aFinding());
  expect(events).toHaveLength(1);
  expect(found()).toEqual([]);
  clock.advance(60);
  expect(found()).toMatchObject([{ Id: "finding-1" }]);
});

it("importFinding() takes findings of 2019 with odd times and no label", () => {
  const { hub, stored } = aSecurityHub();
  hub.importFinding(
    aFinding({
      Severity: { Product: 2, Normalized: 40 },
      UpdatedAt: "2024-05-23 20:49:02.000000000",
      FindingProviderFields: { Severity: { Label: "HIGH", Original: "7" } },
    }),
  );
  expect(stored()).toMatchObject({
    Severity: { Product: 2, Label: "HIGH", Normalized: 70, Original: "7" },
    UpdatedAt: "2024-05-23 20:49:02.000000000",
  });
});

it.each([
  ["the same UpdatedAt", aFinding({ Title: "changed" })],
  ["an older UpdatedAt", aFinding({ Title: "changed", UpdatedAt: "2026-11-20T10:59:59Z" })],
])("importFinding() ignores an update with %s, without an event", (_, update) => {
  const { hub, stored, events } = aSecurityHub();
  hub.importFinding(aFinding());
  expect(hub.importFinding(update)).toBe("ignored");
  expect(stored()?.["Title"]).toBe(aFinding()["Title"]);
  expect(events).toHaveLength(1);
});

it("importFinding() keeps what customers set, and takes the rest from the provider", () => {
  const { hub, update, stored } = aSecurityHub();
  hub.importFinding(aFinding());
  const theirs = {
    Note: { Text: "mine", UpdatedBy: "ada" },
    UserDefinedFields: { team: "blue" },
    VerificationState: "TRUE_POSITIVE",
    Workflow: { Status: "SUPPRESSED" },
    Severity: { Label: "LOW" },
  };
  update(theirs);
  const providers = {
    Note: { Text: "no", UpdatedBy: "provider" },
    UserDefinedFields: { team: "red" },
    Workflow: { Status: "NEW" },
  };
  expect(
    hub.importFinding(later({ ...providers, Severity: { Label: "CRITICAL" }, Title: "Again", Confidence: 9 })),
  ).toBe("updated");
  expect(stored()).toMatchObject({
    ...theirs,
    Severity: { Label: "LOW", Normalized: 1 },
    FindingProviderFields: { Severity: { Label: "CRITICAL" } },
    Title: "Again",
    Confidence: 9,
  });
});

it("importFinding() drops what the provider no longer says, but no note from nowhere appears", () => {
  const { hub, stored } = aSecurityHub();
  hub.importFinding(aFinding({ Confidence: 9 }));
  hub.importFinding(later({ Note: { Text: "late", UpdatedBy: "provider" } }));
  expect(stored()).not.toHaveProperty("Confidence");
  expect(stored()).not.toHaveProperty("Note");
});

it.each([
  ["NOTIFIED", "ARCHIVED", "ACTIVE", "NEW"],
  ["RESOLVED", "ARCHIVED", "ACTIVE", "NEW"],
  ["SUPPRESSED", "ARCHIVED", "ACTIVE", "SUPPRESSED"],
  ["NOTIFIED", "ACTIVE", "ACTIVE", "NOTIFIED"],
  ["RESOLVED", "ACTIVE", "ARCHIVED", "RESOLVED"],
])("a finding that is %s and goes from %s to %s is then %s", (status, before, after, expected) => {
  const { hub, update, stored } = aSecurityHub();
  hub.importFinding(aFinding({ RecordState: before }));
  update({ Workflow: { Status: status } });
  hub.importFinding(later({ RecordState: after }));
  expect(stored()?.["Workflow"]).toEqual({ Status: expected });
});

it.each([
  ["PASSED", "FAILED", "NEW"],
  ["PASSED", "NOT_AVAILABLE", "NEW"],
  ["PASSED", "PASSED", "RESOLVED"],
  ["FAILED", "WARNING", "RESOLVED"],
])("a RESOLVED finding whose check goes from %s to %s is then %s", (before, after, expected) => {
  const { hub, update, stored } = aSecurityHub();
  hub.importFinding(aFinding({ Compliance: { Status: before } }));
  update({ Workflow: { Status: "RESOLVED" } });
  hub.importFinding(later({ Compliance: { Status: after } }));
  expect(stored()?.["Workflow"]).toEqual({ Status: expected });
});

it("putFinding() stores a finding as it stands, without an event, and not again in the same version", () => {
  const { hub, update, stored, events } = aSecurityHub();
  expect(hub.putFinding(aFinding())).toBe(true);
  expect(JSON.stringify(stored())).toBe(JSON.stringify(aFinding()));
  expect(events).toEqual([]);
  update({ Confidence: 5 });
  expect(hub.putFinding(aFinding())).toBe(false);
  expect(stored()?.["Confidence"]).toBe(5);
  expect(hub.putFinding(later())).toBe(true);
  expect(stored()).toEqual(later());
});

it.each([{}, { Id: "x" }, { Id: " ", ProductArn: "p" }, { Id: 7, ProductArn: "p" }])(
  "importFinding() and putFinding() refuse %j, which has no identity",
  (finding) => {
    const { hub } = aSecurityHub();
    expect(failureOf(() => hub.importFinding(finding))).toBe("InvalidInputException 400");
    expect(failureOf(() => hub.putFinding(finding))).toBe("InvalidInputException 400");
  },
);

it("BatchImportFindings imports the valid findings and lists the others", () => {
  const { call, stored } = aSecurityHub();
  const { Title: _, ...untitled } = aFinding({ Id: "untitled" });
  const Findings = [
    aFinding(),
    untitled,
    aFinding({ Id: "large", Description: "x".repeat(250_000) }),
    aFinding({ Id: "odd time", UpdatedAt: "2024-05-23 20:49:02" }),
    aFinding({ Id: "bare", Resources: [] }),
  ];
  const answer = call("BatchImportFindings", { Findings });
  expect(answer).toMatchObject({ SuccessCount: 1, FailedCount: 4 });
  expect(
    answer.FailedFindings.map(({ Id, ErrorMessage }: { Id: string; ErrorMessage: string }) => [Id, ErrorMessage]),
  ).toEqual([
    ["untitled", "Required field Title is missing or empty"],
    ["large", "Finding size exceeded 240 KB"],
    ["odd time", "UpdatedAt must be a timestamp in ISO 8601"],
    ["bare", "Resources must have 1 to 32 items"],
  ]);
  expect(stored()?.["Title"]).toBe(aFinding()["Title"]);
  const tooMany = Array.from({ length: 101 }, () => aFinding());
  expect(failureOf(() => call("BatchImportFindings", { Findings: tooMany }))).toBe("InvalidInputException 400");
});

it("forgetFinding() deletes a finding without a word; imported again it is a new one", () => {
  const { hub, events, found, stored, update } = aSecurityHub();
  hub.importFinding(aFinding());
  hub.importFinding(aFinding({ Id: "finding-2" }));
  update({ Workflow: { Status: "RESOLVED" } });
  const told = events.length;
  hub.forgetFinding(productArn, "finding-1");
  hub.forgetFinding(productArn, "never heard of");
  expect(events).toHaveLength(told);
  expect(stored()).toBeUndefined();
  expect(found().map(({ Id }) => Id)).toEqual(["finding-2"]);
  expect(update({ Workflow: { Status: "NOTIFIED" } }).UnprocessedFindings).toMatchObject([
    { ErrorCode: "FindingNotFound" },
  ]);
  expect(hub.importFinding(aFinding())).toBe("created");
  expect(stored()?.["Workflow"]).toEqual({ Status: "NEW" });
});
