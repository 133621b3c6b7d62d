import { describe, expect, it } from "vitest";
import { aTemplate, readable, resourcesOf } from "./a-stack.ts";

const mappingOf = (settings = {}) => {
  const [mapping, ...others] = Object.values(resourcesOf(aTemplate(settings), "AWS::Lambda::EventSourceMapping"));
  expect(others).toEqual([]);
  return readable(mapping);
};

describe("the mapping from the intake queue to ingest", () => {
  it("takes its sizes from the settings, reports single failures, and filters nothing: a filter would delete", () => {
    expect(mappingOf({ batchSize: 40, batchWindowSeconds: 3, maxConcurrentBatches: 7 })).toEqual({
      EventSourceArn: "${QueuesIntake.Arn}",
      FunctionName: "${FunctionsingestFunction}:${FunctionsingestFunctionCurrentVersion.Version}",
      BatchSize: 40,
      MaximumBatchingWindowInSeconds: 3,
      ScalingConfig: { MaximumConcurrency: 7 },
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
  });

  it("waits 20 s for up to 500 messages, two batches at a time, unless told otherwise", () => {
    expect(mappingOf()).toMatchObject({
      BatchSize: 500,
      MaximumBatchingWindowInSeconds: 20,
      ScalingConfig: { MaximumConcurrency: 2 },
    });
  });
});

describe("the sweep", () => {
  const template = aTemplate();

  it("runs every 15 minutes; a round that is late by that much is left to the next one", () => {
    expect(readable(resourcesOf(template, "AWS::Events::Rule")["Sweep"])).toMatchObject({
      ScheduleExpression: "rate(15 minutes)",
      State: "ENABLED",
      Targets: [
        {
          Arn: "${FunctionssweepFunctionCurrentVersion}",
          RetryPolicy: { MaximumEventAgeInSeconds: 15 * 60, MaximumRetryAttempts: 2 },
        },
      ],
    });
  });

  it("may be invoked by its own rule alone", () => {
    expect(Object.values(resourcesOf(template, "AWS::Lambda::Permission")).map(readable)).toEqual([
      {
        Action: "lambda:InvokeFunction",
        FunctionName: "${FunctionssweepFunctionCurrentVersion}",
        Principal: "events.amazonaws.com",
        SourceAccount: "${AWS::AccountId}",
        SourceArn: "${Sweep.Arn}",
      },
    ]);
  });
});
