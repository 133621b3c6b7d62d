import { describe, expect, it } from "vitest";
import { readPrices } from "#bench/prices.ts";
import { fixedItems } from "#bench/report/fixed-items.ts";
import { monthlyCost } from "#bench/report/monthly.ts";
import { aResult } from "../a-result.ts";

const alarm = (Properties: object) => ({ Type: "AWS::CloudWatch::Alarm", Properties });
const metric = (MetricName: string, Namespace = "Gumshoe", more: object = {}) => ({ MetricName, Namespace, ...more });
const body = JSON.stringify({
  widgets: [
    {
      properties: {
        metrics: [
          ["Gumshoe", "Enriched", { stat: "Sum" }],
          ["AWS/SQS", "NumberOfMessagesSent", "QueueName", "QUEUE"],
        ],
      },
    },
    {
      properties: {
        metrics: [
          ["Gumshoe", "Parked", "Reason", "exhausted"],
          ["Gumshoe", "Parked", "Reason", "setup-fault"],
        ],
      },
    },
  ],
});
const [before = "", after = ""] = body.split("QUEUE");

const template = {
  Resources: {
    Key: { Type: "AWS::KMS::Key" },
    Queue: { Type: "AWS::SQS::Queue" },
    One: alarm(metric("Enriched")),
    Parked: alarm(metric("Parked", "Gumshoe", { Dimensions: [{ Name: "Reason", Value: "exhausted" }] })),
    Age: alarm(
      metric("ApproximateAgeOfOldestMessage", "AWS/SQS", { Dimensions: [{ Name: "QueueName", Value: { Ref: "Q" } }] }),
    ),
    Gap: alarm({
      Metrics: [
        { Id: "a", MetricStat: { Metric: metric("In"), Stat: "Sum" } },
        { Id: "b", MetricStat: { Metric: metric("Enriched"), Stat: "Sum" } },
        { Id: "gap", Expression: "a-b" },
      ],
    }),
    Board: {
      Type: "AWS::CloudWatch::Dashboard",
      Properties: { DashboardBody: { "Fn::Join": ["", [before, { Ref: "Queue" }, after]] } },
    },
  },
};

describe("fixedItems()", () => {
  it("counts keys, what alarms watch, dashboards, and each metric of its own once", () => {
    expect(fixedItems(template)).toEqual({
      kmsKey: 1,
      // One each for three of them, two for the one that subtracts.
      alarmMetric: 5,
      compositeAlarm: 0,
      dashboard: 1,
      // Enriched, In, Parked for each of two reasons.
      customMetric: 4,
    });
  });
});

describe("monthlyCost()", () => {
  const text = monthlyCost(aResult(), readPrices(), template);

  it("adds up what is there whatever happens", () => {
    // $1 + 5 × $0.10 + $3 + 4 × $0.30 + 648,000 polls at $0.40 a million
    expect(text).toContain("whether anything happens or not: $5.96 a month");
    expect(text).toContain("| metrics that alarms watch | 5 | $0.5 |");
    expect(text).not.toContain("composite");
  });

  it("multiplies the benchmark's dollars for a thousand, a hundred thousand and a million findings", () => {
    const { gumshoe } = aResult().workloads.single ?? {};
    expect(text).toContain(`| 1,000,000 | $${Math.round(gumshoe?.dollarsPerMillion ?? 0)} |`);
    expect(text.match(/^\| 1,000 |^\| 100,000 |^\| 1,000,000 /gm)).toHaveLength(3);
  });

  it("refuses a result without the workloads", () => {
    expect(() => monthlyCost({ ...aResult(), workloads: {} }, readPrices(), template)).toThrow('no workload "single"');
  });
});
