import { describe, expect, it } from "vitest";
import { type Ending, Outcomes, versionKey } from "#cli/outcomes.ts";
import type { BusEvent } from "#domain/bus-event.ts";

const finding = { productArn: "arn:p", id: "f-1", version: "2026-03-04T10:20:00.000Z" };
const key = versionKey(finding);
const ending = (outcome: Ending["outcome"], reason: string = outcome): Ending => ({ outcome, reason, principals: [] });

function busEvent(detail: object): BusEvent {
  const told = { ...finding, accountId: "111122223333", region: "eu-west-1", severity: "HIGH", type: "t" };
  const rest = { v: 1, verdict: "NONE", principals: [], excluded: [], executionArn: "arn:e" };
  return { detailType: "Finding Enriched", detail: { ...rest, finding: told, ...detail } } as unknown as BusEvent;
}

const investigated = { arn: "arn:i", outcome: "investigated", investigationId: "1", severity: "LOW" };
const joined = { ...investigated, outcome: "joined" };
const failed = { arn: "arn:f", outcome: "failed", reason: "SetupFault" };
const late = { arn: "arn:l", outcome: "timed-out", reason: "InvestigationTimedOut" };
const unknown = { arn: "arn:u", outcome: "not-investigable", reason: "unknown-to-detective" };

describe("versionKey()", () => {
  it("differs wherever product, id or version do, whatever characters are in them", () => {
    const keys = [finding, { ...finding, version: "x" }, { ...finding, id: 'f-1","' }, { ...finding, productArn: "" }];
    expect(new Set(keys.map(versionKey)).size).toBe(keys.length);
  });
});

describe("Outcomes.add()", () => {
  it.each([
    { first: ending("skipped"), second: ending("enriched"), wanted: "enriched" },
    { first: ending("enriched"), second: ending("skipped"), wanted: "enriched" },
    { first: ending("enriched"), second: ending("parked"), wanted: "parked" },
    { first: ending("parked"), second: ending("enriched"), wanted: "parked" },
    { first: ending("skipped"), second: ending("not-investigable"), wanted: "not-investigable" },
    { first: ending("skipped", "no-rule-matched"), second: ending("skipped", "sample"), wanted: "sample" },
  ])("makes $wanted of $first.outcome and then $second.outcome", ({ first, second, wanted }) => {
    const outcomes = new Outcomes();
    outcomes.add(key, first);
    outcomes.add(key, second);
    expect(outcomes.of(key)?.reason).toBe(wanted);
  });

  it("knows nothing of what it was not told", () => {
    expect(new Outcomes().of(key)).toBeUndefined();
  });
});

describe("Outcomes.addBusEvent()", () => {
  it.each([
    { what: "one that was investigated", principals: [investigated], outcome: "enriched" },
    { what: "one that joined", principals: [joined], outcome: "enriched" },
    { what: "one investigated, one unknown", principals: [investigated, unknown], outcome: "enriched" },
    { what: "one investigated, one failed", principals: [investigated, failed], outcome: "parked" },
    { what: "one timed out", principals: [late], outcome: "parked" },
    { what: "one unknown", principals: [unknown], outcome: "not-investigable" },
    { what: "nobody", principals: [], outcome: "not-investigable" },
  ])("concludes $outcome from $what", ({ principals, outcome }) => {
    const outcomes = new Outcomes();
    outcomes.addBusEvent(busEvent({ outcome: "enriched", principals }));
    expect(outcomes.of(key)).toMatchObject({ outcome, principals });
  });

  it("is parked when the write failed, whatever was investigated", () => {
    const outcomes = new Outcomes();
    outcomes.addBusEvent(busEvent({ outcome: "parked", reason: "invalid-update", principals: [investigated] }));
    expect(outcomes.of(key)).toMatchObject({ outcome: "parked", reason: "invalid-update" });
  });

  it("lists what is not investigable by what the finding names", () => {
    const outcomes = new Outcomes();
    const excluded = [{ what: "arn:root", reason: "root" }];
    outcomes.addBusEvent(busEvent({ outcome: "not-investigable", reason: "root", excluded }));
    expect(outcomes.of(key)?.principals).toEqual([{ what: "arn:root", reason: "root", outcome: "not-investigable" }]);
  });
});

describe("Outcomes.addDeadLetter()", () => {
  it.each([
    { what: "nothing", known: undefined, reason: "exhausted", wanted: "exhausted" },
    { what: "enriched", known: ending("enriched"), reason: "exhausted", wanted: "exhausted" },
    {
      what: "parked with its reason",
      known: ending("parked", "setup-fault"),
      reason: "exhausted",
      wanted: "setup-fault",
    },
    { what: "nothing, of an execution", known: undefined, reason: "workflow-failed", wanted: "workflow-failed" },
    { what: "enriched, of an execution", known: ending("enriched"), reason: "workflow-failed", wanted: "enriched" },
  ] as const)("knowing $what, says $wanted", ({ known, reason, wanted }) => {
    const outcomes = new Outcomes();
    if (known) outcomes.add(key, known);
    outcomes.addDeadLetter({ reason, findings: [{ ...finding, principals: [], attempt: 0 }] });
    expect(outcomes.of(key)?.reason).toBe(wanted);
  });
});
