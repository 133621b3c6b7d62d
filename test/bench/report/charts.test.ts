import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chartsOf } from "#bench/report/charts.ts";
import { type Metrics, SystemName, systemNames } from "#bench/result.ts";
import { aResult, someMetrics } from "../a-result.ts";
import { collisions, malformations, overflows } from "./drawing.ts";

const charts = chartsOf(aResult());

it("chartsOf() draws cost, lag, calls and recall", () => {
  expect(charts.map(({ name }) => name)).toEqual(["cost", "lag", "calls", "recall"]);
});

describe.each(charts)("the $name chart", ({ svg }) => {
  it("is well-formed, and its texts neither meet nor leave the paper", () => {
    expect({ malformed: malformations(svg), colliding: collisions(svg), leaving: overflows(svg) }).toEqual({
      malformed: [],
      colliding: [],
      leaving: [],
    });
  });

  it("tells those who do not see it what it shows, with figures", () => {
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="title description"><title id="title">[A-Z]/);
    expect(svg).toMatch(/<desc id="description">[^<]*Gumshoe[^<]*\d/);
  });

  it("says that it is simulated, with what seed, commit and prices", () => {
    expect(svg).toContain("Simulated, without AWS. Seed 1, commit 01234567, prices of 2026-11-20.");
  });

  it("has colours for paper and for the dark, and fetches nothing", () => {
    expect(svg).toContain("@media(prefers-color-scheme:dark)");
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(/https?:|<image|<script|url\(/);
  });

  it("names every system in words", () => {
    for (const label of [
      "AWS blog, 128 MB",
      "AWS blog, 512 MB",
      "thesis, busy wait",
      "thesis, back-off",
      "workflow per finding",
    ])
      expect(svg).toContain(`>${label}</text>`);
  });
});

it("chartsOf() leaves out what the result has no numbers for", () => {
  const flood = { flood: { gumshoe: someMetrics({ recall: 0 }) } };
  expect(chartsOf(aResult({ workloads: flood, sweeps: undefined })).map(({ name }) => name)).toEqual(["recall"]);
  expect(chartsOf(aResult({ workloads: {}, sweeps: { findingsPerPrincipal: [] } }))).toEqual([]);
});

it("chartsOf() draws lines that run on top of each other, and a single point, without mixing up their names", () => {
  const dollarsPerMillion = Object.fromEntries(SystemName.options.map((name) => [name, 250]));
  const [cost] = chartsOf(
    aResult({ sweeps: { findingsPerPrincipal: [{ findingsPerPrincipal: 3, dollarsPerMillion }] } }),
  );
  expect(malformations(cost?.svg ?? "NaN")).toEqual([]);
  expect(collisions(cost?.svg ?? "")).toEqual([]);
});

it("chartsOf() draws any result: its texts never meet and never leave the paper", () => {
  const size = fc.double({ min: 0, max: 1e5, noNaN: true });
  const metrics = fc
    .record({
      dollarsPerMillion: size,
      lagP50Seconds: size,
      lagP95Seconds: size,
      recall: fc.double({ min: 0, max: 1, noNaN: true }),
      getCalls: size,
      updates: size,
    })
    .map(({ getCalls, updates, ...rest }): Metrics => {
      const calls = {
        "Detective.GetInvestigation": getCalls,
        "SecurityHub.BatchUpdateFindings": updates,
        "States.StartExecution": 1,
      };
      return someMetrics({ ...rest, findings: 100_000, principals: 5_000, calls });
    });
  const peers = {
    blog128: metrics,
    blog512: metrics,
    thesisBusyWait: metrics,
    thesisBackoff: metrics,
    perFinding: metrics,
  };
  const systems = fc.record({ gumshoe: metrics, ...peers }, { requiredKeys: ["gumshoe"] });
  const workloads = fc.record({ single: systems, burst: systems, longTail: systems }, { requiredKeys: [] });
  const cost = fc.double({ min: 1e-4, max: 1e6, noNaN: true });
  const point = fc.record({
    findingsPerPrincipal: fc.integer({ min: 1, max: 100_000 }),
    dollarsPerMillion: fc.record(Object.fromEntries(systemNames.map((name) => [name, cost])), { requiredKeys: [] }),
  });
  const sweeps = fc.record({
    findingsPerPrincipal: fc.uniqueArray(point, { maxLength: 12, selector: (one) => one.findingsPerPrincipal }),
  });
  fc.assert(
    fc.property(workloads, sweeps, (some, swept) => {
      for (const { svg } of chartsOf(aResult({ workloads: some, sweeps: swept }))) {
        expect({ malformed: malformations(svg), colliding: collisions(svg), leaving: overflows(svg) }).toEqual({
          malformed: [],
          colliding: [],
          leaving: [],
        });
      }
    }),
  );
});
