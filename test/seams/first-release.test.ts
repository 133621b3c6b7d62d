import { describe, expect, it } from "vitest";
import { recordOf } from "#adapters/finding-record-item.ts";
import { CheckInput, EnrichInput, InvestigateInput, PrincipalToStart, ReplayEnvelope } from "#domain/contract.ts";
import { readMessage } from "#domain/event.ts";
import { findingsIn } from "#domain/left-behind.ts";
import release from "../cases/first-release.json" with { type: "json" };

/**
 * An execution goes on with the definition that it was started with, while its functions are new; messages and records outlive a
 * deployment by weeks. So what 0.1.0 wrote is kept here as it wrote it, and has to be understood for good.
 */
describe("what the first release has under way", () => {
  it.each([
    { what: "executionInput", schema: InvestigateInput },
    { what: "startOrJoinInput", schema: PrincipalToStart },
    { what: "checkInput", schema: CheckInput },
    { what: "enrichInput", schema: EnrichInput },
    { what: "deadLetter", schema: ReplayEnvelope },
    { what: "rejected", schema: ReplayEnvelope },
  ] as const)("is understood: $what", ({ what, schema }) => {
    const parsed = schema.safeParse(release[what]);
    expect(parsed.error?.issues ?? []).toEqual([]);
    expect(release[what]).toMatchObject(parsed.data ?? {});
  });

  it("is a valid message when it waits in the dead-letter queue", () => {
    expect(readMessage(JSON.stringify(release.deadLetter))).toMatchObject({ kind: "replay" });
    expect(readMessage(JSON.stringify(release.rejected))).toMatchObject({ kind: "rejected" });
  });

  it("is found in the input of a failed execution", () => {
    expect(findingsIn(JSON.stringify(release.executionInput))).toEqual(release.enrichInput.findings);
  });

  it("is read from the table: what is settled and what is on its way", () => {
    const { productArn, id, settled } = release.settledRecord;
    expect(recordOf(release.settledRecord as Parameters<typeof recordOf>[0])).toEqual({ productArn, id, settled });
    const { inFlightVersion: version, inFlightPrincipals: principals } = release.recordInFlight;
    const { inFlightBy: executionArn, inFlightSince: since } = release.recordInFlight;
    expect(recordOf(release.recordInFlight as Parameters<typeof recordOf>[0])).toEqual({
      productArn,
      id,
      inFlight: { version, principals, executionArn, since },
    });
  });
});
