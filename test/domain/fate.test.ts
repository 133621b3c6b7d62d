import { describe, expect, it } from "vitest";
import { planEnrichment } from "#domain/enrichment.ts";
import { fateOf } from "#domain/fate.ts";
import { aSettledPrincipal, aStoredFinding } from "#test/builders/investigation.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";

const context = { executionArn: "e1", notePolicy: "preserve" } as const;
const plan = planEnrichment(aSlimFinding(), aStoredFinding(), [aSettledPrincipal()], context);
const { productArn, id } = aSlimFinding();

describe("fateOf()", () => {
  it.each([
    { stored: true, code: undefined, retryCount: 0, fate: "enriched" },
    { stored: false, code: undefined, retryCount: 4, fate: "not-imported" },
    { stored: false, code: undefined, retryCount: 5, fate: "finding-not-found" },
    { stored: true, code: "FindingNotFound", retryCount: 0, fate: "not-imported" },
    { stored: true, code: "FindingNotFound", retryCount: 5, fate: "finding-not-found" },
    { stored: true, code: "FindingSizeExceeded", retryCount: 0, fate: "finding-size-exceeded" },
    { stored: true, code: "InvalidInput", retryCount: 0, fate: "invalid-update" },
    { stored: true, code: "DuplicatedFindingIdentifier", retryCount: 0, fate: "invalid-update" },
    { stored: true, code: "ConcurrentUpdateError", retryCount: 9, fate: "try-again" },
    { stored: true, code: "InternalFailure", retryCount: 9, fate: "try-again" },
    { stored: true, code: "NewOnUs", retryCount: 0, fate: "try-again" },
  ])(
    "is $fate when stored: $stored, refused: $code, after $retryCount retries",
    ({ stored, code, retryCount, fate }) => {
      const refusal = code === undefined ? undefined : { key: { productArn, id }, code, message: "no" };
      const it = fateOf(plan, stored, refusal, retryCount);
      const told = it.kind === "over" ? (it.enriched.parking?.code ?? it.enriched.settlement.outcome) : it.kind;
      expect(told).toBe(fate);
    },
  );

  it("tells and remembers a finding that could not be written as parked", () => {
    const fate = fateOf(plan, true, { key: { productArn, id }, code: "InvalidInput", message: "no" }, 0);
    expect(fate).toMatchObject({
      kind: "over",
      enriched: {
        changed: false,
        settlement: { outcome: "parked" },
        event: { detailType: "Finding Parked", detail: { reason: "invalid-update" } },
        parking: { message: "Cannot update the finding: Security Hub answered InvalidInput: no" },
      },
    });
  });
});
