import { describe, expect, it } from "vitest";
import { alarmDefinition } from "#simulation/alarms/alarm-definition.ts";
import { ringsOf } from "#simulation/alarms/evaluate.ts";
import { MetricStore } from "#simulation/alarms/metric-store.ts";

const minuteMs = 60_000;
const key = { namespace: "AWS/SQS", metric: "Visible", dimensions: { QueueName: "q" } };
const given = {
  AlarmName: "stack/An/Alarm",
  Namespace: key.namespace,
  MetricName: key.metric,
  Dimensions: [{ Name: "QueueName", Value: "q" }],
  Statistic: "Maximum",
  Period: 60,
  Threshold: 1,
  ComparisonOperator: "GreaterThanOrEqualToThreshold",
  EvaluationPeriods: 1,
  DatapointsToAlarm: 1,
  TreatMissingData: "notBreaching",
};

/** One value a minute; `-` is none. */
function ringing(minutes: string, over: object = {}): string {
  const store = new MetricStore();
  [...minutes].forEach((value, minute) => {
    if (value !== "-") store.add(key, minute * minuteMs + 1, Number(value));
  });
  const rings = ringsOf(alarmDefinition({ ...given, ...over }), store, 0, minutes.length * minuteMs);
  return rings.map(({ fromMs, untilMs }) => `${fromMs / minuteMs}-${(untilMs ?? Number.NaN) / minuteMs}`).join(" ");
}

const threeOfThree = { EvaluationPeriods: 3, DatapointsToAlarm: 3 };

describe("ringsOf()", () => {
  it("rings at the end of the period that breaches, until one does not", () => {
    expect(ringing("001100")).toBe("3-5");
    expect(ringing("0011")).toBe("3-NaN");
  });

  it("wants so many data points of so many periods", () => {
    expect(ringing("0110000000", threeOfThree)).toBe("");
    expect(ringing("0111000000", threeOfThree)).toBe("4-5");
    expect(ringing("0101000000", { EvaluationPeriods: 3, DatapointsToAlarm: 2 })).toBe("4-5");
  });

  it("looks at older data as long as there is no newer", () => {
    expect(ringing("0010----00")).toBe("3-4");
    expect(ringing("001-----00")).toBe("3-6");
  });

  it.each([
    ["notBreaching", ""],
    ["breaching", "1-NaN"],
  ])("fills up with missing data that is %s", (TreatMissingData, expected) => {
    expect(ringing("-----", { TreatMissingData, Threshold: 1, ComparisonOperator: "LessThanThreshold" })).toBe(
      TreatMissingData === "breaching" ? "0-NaN" : expected,
    );
  });

  it("takes periods that slide from minute to minute", () => {
    expect(ringing("0010000000", { Period: 300, Statistic: "Sum" })).toBe("3-8");
  });

  it("takes an expression over metrics", () => {
    const MetricStat = {
      Metric: { Namespace: key.namespace, MetricName: key.metric, Dimensions: given.Dimensions },
      Period: 60,
      Stat: "Sum",
    };
    const { Namespace, MetricName, Dimensions, Statistic, Period, ...common } = given;
    const store = new MetricStore();
    store.add(key, 1, 4);
    const Metrics = [
      { Id: "e", Expression: "2 * m" },
      { Id: "m", MetricStat },
    ];
    const rings = (Threshold: number) =>
      ringsOf(alarmDefinition({ ...common, Threshold, Metrics }), store, 0, minuteMs);
    expect([rings(8).length, rings(9).length]).toEqual([1, 0]);
  });

  it("does not evaluate what it does not know", () => {
    expect(() => alarmDefinition({ ...given, TreatMissingData: "ignore" })).toThrow();
    expect(() => alarmDefinition({ ...given, Statistic: undefined, ExtendedStatistic: "p95" })).toThrow();
  });
});
