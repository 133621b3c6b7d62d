import { describe, expect, it } from "vitest";
import { boundsOf } from "#bench/report/bounds.ts";
import { aResult, someMetrics } from "../a-result.ts";

const withBurst = (dollarsPerMillion: number) => {
  const dollarItems = { stepFunctions: 20, dynamoDbWrites: 5, eventBridge: 1, sqs: 0.84 };
  const counted = { findings: 1_000, principals: 100, getInvestigationPerInvestigation: 1.7 };
  const gumshoe = { ...someMetrics(), ...counted, dollarsPerMillion, dollarItems, transitionsPerFinding: 0.8 };
  return aResult({ workloads: { burst: { gumshoe } } });
};

describe("boundsOf()", () => {
  it("takes the bill of a burst that misses its goal apart", () => {
    const [text] = boundsOf(withBurst(30));
    for (const said of [
      "**Burst, $30 where $25 was the goal.** $20 of it are state transitions: 8 for each group",
      "there are 0.7,",
      "one transition less for every group would save $2.5.",
      "$5 are writes to the table",
      "$1 is the bus event",
    ])
      expect(text).toContain(said);
  });

  it("has nothing to say of goals that are met, or were not measured", () => {
    expect([boundsOf(withBurst(25)), boundsOf(aResult({ workloads: {} }))]).toEqual([[], []]);
  });
});
