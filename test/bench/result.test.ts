import { describe, expect, it } from "vitest";
import { parseResult } from "#bench/result.ts";
import { aResult, someMetrics } from "./a-result.ts";

const withSingle = (metrics: object) => ({ ...aResult(), workloads: { single: { gumshoe: metrics } } });

describe("parseResult()", () => {
  it("reads the members that other tools rely on, from JSON too", () => {
    const read = parseResult(JSON.parse(JSON.stringify(aResult())));
    expect(read).toEqual(aResult());
    expect(Object.keys(read.workloads)).toEqual(["single", "burst", "flood", "duplicates", "faults", "longTail"]);
    expect(read.workloads.single).toMatchObject({
      gumshoe: { dollarsPerMillion: expect.any(Number), lagP95Seconds: expect.any(Number), recall: 1 },
      blog128: {},
      blog512: {},
      thesisBusyWait: {},
      thesisBackoff: {},
      perFinding: {},
    });
    expect(read.bundles["check"]).toMatchObject({ bytes: 321_539, importMs: 38.5, emptyMs: 4.4 });
  });

  it("takes a run of one workload alone", () => {
    expect(parseResult(withSingle(someMetrics())).workloads).toEqual({ single: { gumshoe: someMetrics() } });
  });

  it.each([
    { what: "a metric that is no number", json: withSingle({ ...someMetrics(), dollarsPerMillion: Number.NaN }) },
    { what: "an infinite metric", json: withSingle({ ...someMetrics(), lagP50Seconds: Number.POSITIVE_INFINITY }) },
    { what: "a metric that JSON made null", json: withSingle({ ...someMetrics(), lost: null }) },
    { what: "a share above 1", json: withSingle({ ...someMetrics(), recall: 1.01 }) },
    { what: "a metric nobody knows", json: withSingle({ ...someMetrics(), lagP99Seconds: 1 }) },
    { what: "a workload without Gumshoe", json: { ...aResult(), workloads: { single: { blog128: someMetrics() } } } },
    {
      what: "an unknown peer",
      json: { ...aResult(), workloads: { single: { gumshoe: someMetrics(), other: someMetrics() } } },
    },
    { what: "an unknown workload", json: { ...aResult(), workloads: { double: { gumshoe: someMetrics() } } } },
    { what: "a result that claims to be real", json: { ...aResult(), simulated: false } },
    {
      what: "an infinite number of calls",
      json: withSingle({ ...someMetrics(), calls: { "A.B": Number.POSITIVE_INFINITY } }),
    },
  ])("throws for $what", ({ json }) => {
    expect(() => parseResult(json)).toThrow("Cannot read the result of the benchmark: ");
  });
});
