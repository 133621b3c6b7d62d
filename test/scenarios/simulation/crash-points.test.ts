import { expect, it } from "vitest";
import { blueprintOf } from "#simulation/blueprint.ts";
import { enumerateCrashes } from "#simulation/crash-points/enumeration.ts";
import { crashReport } from "#simulation/crash-points/report.ts";
import { scenarios } from "#simulation/scenarios.ts";

const minuteMs = 60_000;

it(
  "enumerateCrashes() finds no broken promise when a sandbox dies at any service call of any scenario",
  async () => {
    const names = scenarios.map(({ name }) => name);
    const tallies = await enumerateCrashes(await blueprintOf("cdk.out"), names);
    const { calls, points, violations, failing } = crashReport(tallies, 0);
    expect({ violations, failing }).toEqual({ violations: 0, failing: [] });
    expect(points).toBe(3 * calls);
    expect(scenarios.length).toBeGreaterThanOrEqual(20);
    expect(new Set(names).size).toBe(scenarios.length);
    expect(tallies.filter((tally) => tally.points < 60).map(({ name }) => name)).toEqual([]);
  },
  10 * minuteMs,
);
