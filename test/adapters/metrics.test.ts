import { Metrics } from "@aws-lambda-powertools/metrics";
import { describe, expect, it, vi } from "vitest";
import { emfSink, measuredLog } from "#adapters/metrics.ts";
import { metricNamespace } from "#domain/measure.ts";
import type { MetricLine } from "#domain/metric-line.ts";
import { anInvocation } from "#test/builders/invocation.ts";
import { FakeLog } from "#test/builders/ports.ts";

describe("measuredLog()", () => {
  it("tells at the end of an invocation what was logged in it, and logs it all the same", async () => {
    const [inner, told] = [new FakeLog(), [] as (readonly MetricLine[])[]];
    const { log, measured } = measuredLog("ingest", inner, (lines) => told.push(lines));
    const handler = measured(async () => {
      log.outcome({ outcome: "started", findingId: "f-1" });
      log.outcome({ outcome: "added", findingId: "f-2" });
      expect(told).toEqual([]);
      return "answer";
    });
    expect(await handler({}, anInvocation())).toBe("answer");
    expect(inner.outcomes).toEqual(["started", "added"]);
    expect(told).toEqual([
      [
        {
          values: [
            ["FindingsIn", 2],
            ["FindingsJoined", 1],
          ],
        },
      ],
    ]);
    await measured(async () => undefined)({}, anInvocation());
    expect(told.length).toBe(1);
  });

  it("tells what was done before a handler failed, and lets it fail", async () => {
    const told: (readonly MetricLine[])[] = [];
    const { log, measured } = measuredLog("check", new FakeLog(), (lines) => told.push(lines));
    const handler = measured(async () => {
      log.warn("Cannot look", { outcome: "missed", reason: "Throttled" });
      throw new Error("all of it failed");
    });
    await expect(handler({}, anInvocation())).rejects.toThrow("all of it failed");
    expect(told).toEqual([[{ values: [["DetectiveMissed", 1]] }]]);
  });

  it("never fails the path when the sink does", async () => {
    const inner = new FakeLog();
    const { log, measured } = measuredLog("ingest", inner, () => {
      throw new RangeError("full");
    });
    const handler = measured(async () => {
      log.outcome({ outcome: "started" });
      return 1;
    });
    expect(await handler({}, anInvocation())).toBe(1);
    expect(inner.warnings).toEqual([{ outcome: "unmeasured", reason: "RangeError" }]);
  });

  it("writes the embedded metric format: one line an invocation, and one for each reason", async () => {
    vi.stubEnv("POWERTOOLS_METRICS_DISABLED", "false");
    const emf = new Metrics({ namespace: metricNamespace, serviceName: "gumshoe" });
    const written = vi.spyOn(emf, "serializeMetrics");
    const { log, measured } = measuredLog("enrich", new FakeLog(), emfSink(emf));
    const handler = measured(async () => {
      log.outcome({ outcome: "enriched", ms: 180_000, lagMs: 2_000 });
      log.outcome({ outcome: "parked", reason: "setup-fault" });
    });
    await handler({}, anInvocation());
    vi.unstubAllEnvs();
    const [first, second, ...others] = written.mock.results.map(({ value }) => value as Record<string, unknown>);
    expect(others).toEqual([]);
    const { _aws, ...values } = first ?? {};
    expect(values).toEqual({
      service: "gumshoe",
      FindingsEnriched: 1,
      FindingsParked: 1,
      EnrichSeconds: 180,
      LagSeconds: 2,
    });
    expect(_aws).toMatchObject({ CloudWatchMetrics: [{ Namespace: "Gumshoe", Dimensions: [["service"]] }] });
    expect(second).toMatchObject({
      service: "gumshoe",
      reason: "setup-fault",
      FindingsParked: 1,
      _aws: { CloudWatchMetrics: [{ Dimensions: [["service", "reason"]] }] },
    });
  });
});
