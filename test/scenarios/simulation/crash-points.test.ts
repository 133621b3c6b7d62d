import { expect, it } from "vitest";
import { blueprintOf } from "#simulation/blueprint.ts";
import { enumerateCrashes } from "#simulation/crash-points/enumeration.ts";
import { crashReport } from "#simulation/crash-points/report.ts";
import { playCalm } from "#simulation/crash-points.ts";
import { scenarios } from "#simulation/scenarios.ts";

// All of them are `npm run simulate:crashes`, which every change has to pass: these are one of each sort.
const some = ["one-finding", "failed-once", "stopped-and-sent-back"];

it("enumerateCrashes() finds no broken promise when a sandbox dies at any service call of a scenario", async () => {
  const tallies = await enumerateCrashes(await blueprintOf("cdk.out"), some);
  const { calls, points, violations, failing } = crashReport(tallies, 0);
  expect({ violations, failing }).toEqual({ violations: 0, failing: [] });
  expect(tallies.map(({ name }) => name)).toEqual(some);
  expect(points).toBe(3 * calls);
});

it("playCalm() finds at least 20 service calls in each of at least 20 scenarios, and no broken promise", async () => {
  const blueprint = await blueprintOf("cdk.out");
  expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
  expect(scenarios.length).toBeGreaterThanOrEqual(20);
  for (const scenario of scenarios) {
    const { calls, result } = await playCalm(scenario, blueprint);
    expect({ of: scenario.name, violations: result.violations }).toEqual({ of: scenario.name, violations: [] });
    expect({ of: scenario.name, enough: calls.length >= 20 }).toEqual({ of: scenario.name, enough: true });
  }
});
