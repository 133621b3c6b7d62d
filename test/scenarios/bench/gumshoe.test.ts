import { beforeAll, describe, expect, it } from "vitest";
import { gumshoe } from "#bench/gumshoe.ts";
import { play } from "#bench/harness/play.ts";
import { soak } from "#bench/harness/soak.ts";
import type { System } from "#bench/system.ts";
import { duplicates } from "#bench/workloads/duplicates.ts";
import { blueprintOf } from "#simulation/blueprint.ts";
import { aRun } from "../../bench/peers/a-run.ts";
import { aScene } from "../../bench/peers/a-scene.ts";

let system: System;
beforeAll(async () => {
  system = gumshoe(await blueprintOf("cdk.out"));
});

describe("gumshoe()", () => {
  it("is metered for one finding whose investigation ends before the first look", async () => {
    const { played, secondsOf, executions } = await aRun(system, aScene({ seconds: [120] }));
    const { meter, calls } = played;
    expect(executions).toEqual(["SUCCEEDED"]);
    // A Map, start, wait, check, choice, enrich
    expect(meter.transitions).toBe(6);
    expect(Object.entries(meter.functions).map(([name, { requests }]) => [name, requests])).toEqual([
      ["ingest", 1],
      ["start-or-join", 1],
      ["check", 1],
      ["enrich", 1],
    ]);
    // An event sent, received and deleted
    expect(meter).toMatchObject({ sqsRequests: 3, customEvents: 1, traces: 1 });
    const once = ["StartInvestigation", "GetInvestigation", "ListIndicators"].map((name) => calls[`Detective.${name}`]);
    expect(once).toEqual([1, 1, 1]);
    expect([calls["SecurityHub.GetFindings"], calls["SecurityHub.BatchUpdateFindings"]]).toEqual([1, 1]);
    // The window of 20 s, then 160 s from the start
    expect(secondsOf["GetInvestigation"]).toEqual([expect.closeTo(181, 0)]);
    expect(played).toMatchObject({ lost: 0, parked: 0, starts: 1, idleWrites: 0, waitedMs: 0 });
    expect(played.lagsMs).toEqual([expect.closeTo(41_000, -3)]);
  });

  it("takes three transitions more for each look more", async () => {
    const { played } = await aRun(system, aScene({ seconds: [165] }));
    expect(played.calls["Detective.GetInvestigation"]).toBe(2);
    expect(played.meter.transitions).toBe(9);
  });

  it("parks what never ends, where somebody can find it", async () => {
    const { played } = await aRun(system, aScene({ seconds: ["never"] }));
    expect(played).toMatchObject({ lost: 0, parked: 1, waitedMs: 0 });
  });

  it("starts one investigation for each principal and writes nothing twice, whatever comes twice", async () => {
    const played = await play(system, duplicates("1", 0.05), "duplicates");
    expect(played).toMatchObject({ findings: 50, principals: 5, starts: 5, idleWrites: 0, lost: 0, parked: 0 });
  });

  it("keeps its promises through a soak, with every shift inspected", async () => {
    const { played, violations } = await soak(system, { seed: "1", findings: 60, days: 0.5, inspectedEvery: 1 });
    expect(violations).toEqual([]);
    expect(played).toMatchObject({ findings: 60, lost: 0, parked: 0 });
    expect(played.lagsMs).toHaveLength(60);
  });
});
