import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { InvestigateInput } from "#domain/contract.ts";
import { claimKey, executionName, findingKeyText } from "#domain/key.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";

// Short texts of the characters that a separator would be made of, so that parts shift into each other.
const parts = fc.oneof(fc.string({ unit: fc.constantFrom("a", "#", "/", '"', ",", "\\"), maxLength: 4 }), fc.string());

describe("findingKeyText()", () => {
  it("is equal for equal keys only", () => {
    const keys = fc.record({ productArn: parts, id: parts });
    fc.assert(
      fc.property(keys, keys, (a, b) => {
        const equal = a.productArn === b.productArn && a.id === b.id;
        expect(findingKeyText(a) === findingKeyText(b)).toBe(equal);
      }),
    );
  });

  it("fits in half a DynamoDB key, whatever the id", () => {
    const long = fc.string({ unit: "grapheme", minLength: 0, maxLength: 2_048 });
    fc.assert(
      fc.property(long, long, (productArn, id) => {
        expect(Buffer.byteLength(findingKeyText({ productArn, id }))).toBeLessThanOrEqual(1_024);
      }),
    );
  });

  it("tells long ids apart when only the last character differs", () => {
    const long = (end: string) => findingKeyText({ productArn: "p", id: "i".repeat(2_047) + end });
    expect(long("a")).not.toBe(long("b"));
    expect(long("a")).toBe(long("a"));
  });
});

describe("claimKey()", () => {
  it("is equal for equal claims only", () => {
    const maybe = fc.option(fc.oneof(parts, fc.constant("null"), fc.constant("undefined")), { nil: undefined });
    const claims = fc.record({ graphArn: parts, identity: parts, after: maybe });
    fc.assert(
      fc.property(claims, claims, (a, b) => {
        const equal = a.graphArn === b.graphArn && a.identity === b.identity && a.after === b.after;
        expect(claimKey(a) === claimKey(b)).toBe(equal);
      }),
      { numRuns: 1_000 },
    );
  });

  it("differs when one names none and the other the text null", () => {
    const claim = { graphArn: "g", identity: "p" };
    expect(claimKey({ ...claim, after: undefined })).not.toBe(claimKey({ ...claim, after: "null" }));
  });
});

describe("executionName()", () => {
  const inputOf = (id: string, type: string): InvestigateInput => ({
    v: 1,
    groups: [{ principals: [], findings: [aSlimFinding({ id, type })] }],
  });
  const input = inputOf(
    "arn:aws:guardduty:eu-west-1:111122223333:detector/d/finding/0a1b2c3d4e5f",
    "TTPs/A/Recon:IAMUser-X",
  );

  it.each([
    ["ASFF type", "TTPs/Discovery/Recon:IAMUser-MaliciousIPCaller.Custom", "Recon-IAMUser-MaliciousIPCaller-Custom"],
    ["GuardDuty type", "Recon:IAMUser/MaliciousIPCaller", "Recon-IAMUser-MaliciousIPCaller"],
    ["type without a name", "Software and Configuration Checks/Industry Standards", "Industry-Standards"],
    ["type of other letters", "種類", "finding"],
    ["no type", "", "finding"],
  ])("begins with the finding's type when it is a %s", (_what, type, slug) => {
    expect(executionName(inputOf("finding/0a1b2c3d4e5f", type), ["m"], 0)).toMatch(
      new RegExp(`^${slug}-0a1b2c3d-[0-9a-f]{10}$`),
    );
  });

  it("says eight characters of a hash when the id has no letters or digits of its own", () => {
    expect(executionName(inputOf("finding/探", "T:x"), ["m"], 0)).toMatch(/^T-x-[0-9a-f]{8}-[0-9a-f]{10}$/);
  });

  it("is the same when the messages arrive in another order", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(["a", "b", "c", "d"], { minLength: 4 }), (messageIds) => {
        expect(executionName(input, messageIds, 1)).toBe(executionName(input, ["a", "b", "c", "d"], 1));
      }),
    );
  });

  it.each([
    ["another chunk", ["a", "b"], 2],
    ["other messages", ["a", "c"], 1],
    ["messages that read the same in a row", ["ab"], 1],
  ])("differs when it is for %s", (_what, messageIds, chunkNumber) => {
    expect(executionName(input, messageIds, chunkNumber)).not.toBe(executionName(input, ["a", "b"], 1));
  });

  it("ends with the suffix when one is given", () => {
    expect(executionName(input, ["a"], 1, 2)).toBe(`${executionName(input, ["a"], 1)}-2`);
  });

  it("is a name that Step Functions takes and logs, whatever the finding", () => {
    const texts = fc.string({ unit: "binary", maxLength: 200 });
    fc.assert(
      fc.property(texts, texts, fc.option(fc.nat(), { nil: undefined }), (id, type, suffix) => {
        expect(executionName(inputOf(id, type), ["m"], 7, suffix)).toMatch(/^[0-9A-Za-z][0-9A-Za-z-]{0,79}$/);
      }),
    );
    expect(executionName(inputOf("i".repeat(9), `${"t".repeat(200)}`), ["m"], 7, 2)).toHaveLength(80);
  });
});
