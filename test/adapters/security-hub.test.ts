import type { SecurityHubClient } from "@aws-sdk/client-securityhub";
import { describe, expect, it } from "vitest";
import { securityHubAdapter } from "#adapters/security-hub.ts";
import type { FindingUpdate } from "#domain/enrichment.ts";
import { findingKeyText } from "#domain/key.ts";
import { failing, fakeClient, sdkError } from "./fake-client.ts";

const productArn = "arn:aws:securityhub:eu-west-1::product/aws/guardduty";
const keyOf = (n: number, product = productArn) => ({ id: `f/${n}`, productArn: product });
const processed = ({ FindingIdentifiers }: Record<string, unknown>) => ({ ProcessedFindings: FindingIdentifiers });
const keys = (count: number) => Array.from({ length: count }, (_, n) => keyOf(n));

function adapter(answers: Parameters<typeof fakeClient>[0]) {
  const client = fakeClient<SecurityHubClient>(answers);
  const paces: number[] = [];
  const hub = securityHubAdapter(async (calls) => void paces.push(calls), client);
  return { hub, calls: client.calls, paces: () => paces };
}

describe("read()", () => {
  it("asks for 20 ids a call, paced, and reads all pages", async () => {
    const { hub, calls, paces } = adapter({
      GetFindings: (_, call) => ({ Findings: [], NextToken: call === 0 ? "more" : undefined }),
    });
    await hub.read([...keys(45), ...keys(45)]);
    const asked = calls.map(([, { Filters }]) => (Filters as { Id: unknown[] }).Id.length);
    expect(asked).toEqual([20, 20, 20, 5]);
    expect(paces()).toEqual([3, 1]);
  });

  it("matches rows by product and id", async () => {
    const other = "arn:aws:securityhub:eu-west-1::product/aws/inspector";
    const Findings = [
      {
        Id: "f/1",
        ProductArn: productArn,
        UpdatedAt: "v1",
        UserDefinedFields: { team: "red" },
        Note: { Text: "hi", UpdatedBy: "ann" },
      },
      { Id: "f/2", ProductArn: productArn, UpdatedAt: "v2" },
      { Id: "f/1", ProductArn: other, UpdatedAt: "v3" },
    ];
    const { hub, calls } = adapter({ GetFindings: () => ({ Findings }) });
    const found = await hub.read([keyOf(1), keyOf(2, other), keyOf(3)]);
    expect([...found]).toEqual([
      [
        findingKeyText(keyOf(1)),
        {
          ...keyOf(1),
          version: "v1",
          userDefinedFields: { team: "red" },
          note: { text: "hi", updatedBy: "ann" },
          raw: Findings[0],
        },
      ],
    ]);
    const equals = (Value: string) => ({ Value, Comparison: "EQUALS" });
    expect(calls[0]?.[1]["Filters"]).toEqual({
      Id: [equals("f/1"), equals("f/2"), equals("f/3")],
      ProductArn: [equals(productArn), equals(other)],
    });
  });

  it.each([
    { error: "LimitExceededException", status: 429, name: "Throttled" },
    { error: "InternalException", status: 500, name: "ServiceUnavailable" },
    { error: "InvalidAccessException", status: 401, name: "SetupFault" },
    { error: "AccessDeniedException", status: 403, name: "SetupFault" },
  ])("throws $name on $error", async ({ error, status, name }) => {
    const { hub } = adapter({ GetFindings: failing(error, status) });
    await expect(hub.read(keys(1))).rejects.toMatchObject({ name });
  });
});

describe("write()", () => {
  const update = (count: number, over: Partial<FindingUpdate> = {}): FindingUpdate => ({
    keys: keys(count),
    userDefinedFields: { investigate: "complete" },
    ...over,
  });

  it("makes one call for each update, and sends no note where there is none", async () => {
    const { hub, calls } = adapter({ BatchUpdateFindings: processed });
    const note = { text: "seen", updatedBy: "gumshoe" };
    expect(await hub.write([update(2), update(1, { note })])).toEqual([]);
    expect(calls.map(([, input]) => [input["FindingIdentifiers"], input["Note"]])).toEqual([
      [
        [
          { Id: "f/0", ProductArn: productArn },
          { Id: "f/1", ProductArn: productArn },
        ],
        undefined,
      ],
      [[{ Id: "f/0", ProductArn: productArn }], { Text: "seen", UpdatedBy: "gumshoe" }],
    ]);
  });

  it("answers what was left unprocessed, finding by finding", async () => {
    const UnprocessedFindings = [
      {
        FindingIdentifier: { Id: "f/1", ProductArn: productArn },
        ErrorCode: "ConcurrentUpdateError",
        ErrorMessage: "busy",
      },
    ];
    const ProcessedFindings = [{ Id: "f/0", ProductArn: productArn }];
    const { hub } = adapter({ BatchUpdateFindings: () => ({ ProcessedFindings, UnprocessedFindings }) });
    expect(await hub.write([update(2)])).toEqual([{ key: keyOf(1), code: "ConcurrentUpdateError", message: "busy" }]);
  });

  it("takes for refused what the answer does not tell to be processed", async () => {
    const FindingIdentifier = { Id: "somebody else's", ProductArn: productArn };
    const UnprocessedFindings = [{ FindingIdentifier, ErrorCode: "InvalidInput", ErrorMessage: "no" }, {}];
    const ProcessedFindings = [{ Id: "f/0", ProductArn: productArn }];
    const { hub } = adapter({ BatchUpdateFindings: () => ({ ProcessedFindings, UnprocessedFindings }) });
    expect(await hub.write([update(2)])).toMatchObject([{ key: keyOf(1), code: "InternalFailure" }]);
  });

  it("finds the one bad finding for which a call is refused as a whole", async () => {
    const { hub, calls } = adapter({
      BatchUpdateFindings: ({ FindingIdentifiers }) => {
        const bad = (FindingIdentifiers as { Id: string }[]).some(({ Id }) => Id === "f/1");
        if (bad) throw sdkError("InvalidInputException");
        return { ProcessedFindings: FindingIdentifiers };
      },
    });
    expect(await hub.write([update(3)])).toMatchObject([{ key: keyOf(1), code: "InvalidInput" }]);
    expect(calls).toHaveLength(4);
  });
});
