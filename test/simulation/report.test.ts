import { describe, expect, it } from "vitest";
import { simulateOptions } from "#simulation/options.ts";
import { commandFor, simulationReport, summaryText, timeOf } from "#simulation/report.ts";
import { Tally } from "#simulation/runner/tally.ts";

describe("commandFor()", () => {
  it("says only what differs from what the command does by itself", () => {
    expect(commandFor(7, simulateOptions([]))).toBe("npm run simulate -- --seed 7");
    const options = simulateOptions(["--faults", "none", "--findings", "3", "--minutes", "9"]);
    expect(commandFor(7, options, 2)).toBe(
      "npm run simulate -- --seed 7 --faults none --findings 3 --minutes 9 --strikes 2",
    );
  });
});

describe("simulationReport()", () => {
  it("holds what the seeds came to and how to play a failing one again", () => {
    const tally = new Tally();
    const violations = [{ invariant: "I1", atMs: 0, what: "a finding is lost" }];
    tally.add({ seeds: [{ seed: 4, traceHash: "0", violations, struck: [], strikes: 0, counts: {} }], heapBytes: 0 });
    expect(simulationReport(tally, simulateOptions(["--seed", "4", "--seeds", "1", "--faults", "none"]), 0.5)).toEqual({
      seeds: 1,
      firstSeed: 4,
      violations: 1,
      failing: [{ seed: 4, invariant: "I1", command: "npm run simulate -- --seed 4 --faults none" }],
      pairCoverage: 1,
      seedsPerSecond: 2,
    });
  });

  it("names the two kinds of a failing run in which a pair was tried", () => {
    const tally = new Tally();
    const violations = [{ invariant: "I1", atMs: 0, what: "a finding is lost" }];
    const few = { faults: ["list-lag", "start-answer-lost"], intensity: 0.5 };
    const seed = { seed: 1, few, traceHash: "0", violations, struck: few.faults, strikes: 2, counts: {} };
    tally.add({ seeds: [seed], heapBytes: 0 });
    const { seeds, failing } = simulationReport(tally, simulateOptions(["--seeds", "1", "--pairs"]), 1);
    expect({ seeds, failing }).toEqual({
      seeds: 0,
      failing: [
        {
          seed: 1,
          invariant: "I1",
          command: "npm run simulate -- --seed 1 --faults list-lag,start-answer-lost --intensity 0.5",
        },
      ],
    });
  });
});

describe("summaryText()", () => {
  it("says which pairs never struck together, where they were played", () => {
    const tally = new Tally();
    const ran = (faults: readonly string[], struck = faults) =>
      tally.add({
        seeds: [{ seed: 1, few: { faults }, traceHash: "0", violations: [], struck, strikes: 1, counts: {} }],
        heapBytes: 0,
      });
    ran(["list-lag", "start-answer-lost"]);
    ran(["list-lag", "graph-deleted"], ["list-lag"]);
    const named = ["--faults", "list-lag,start-answer-lost,graph-deleted"];
    const textOf = (argv: readonly string[]) => {
      const options = simulateOptions([...named, ...argv]);
      return summaryText(simulationReport(tally, options, 1), tally, options, []);
    };
    expect(textOf(["--pairs"])).toContain(
      "33.33 %, 2 runs of pairs that no seed had; never together:\n  graph-deleted with list-lag, start-answer-lost\n",
    );
    expect(textOf([])).not.toContain("never together");
  });
});

describe("timeOf()", () => {
  it("is day and time, or says that the world did not stand yet", () => {
    expect(timeOf(Date.UTC(2026, 10, 20, 12, 0, 0, 7))).toBe("11-20 12:00:00.007");
    expect(timeOf(Number.NEGATIVE_INFINITY).trim()).toBe("before the start");
  });
});
