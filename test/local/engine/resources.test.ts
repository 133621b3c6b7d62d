import { describe, expect, it } from "vitest";
import { resourceOf } from "#local/engine/resources.ts";

describe("resourceOf()", () => {
  it.each([
    ["arn:aws:lambda:eu-central-1:111122223333:function:f", "lambda", "lambda"],
    ["arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:f:live", "lambda", "lambda"],
    ["arn:aws:states:::lambda:invoke", "task", "lambda"],
    ["arn:aws:states:::sqs:sendMessage", "task", "sqs"],
    ["arn:aws:states:::events:putEvents", "task", "events"],
    ["arn:aws-cn:states:::aws-sdk:securityhub:batchUpdateFindings", "task", "aws-sdk:securityhub"],
  ])("takes %s", (resource, family, resourceType) => {
    expect(resourceOf(resource)).toMatchObject({ kind: "supported", family, resourceType });
  });

  it.each([
    ["arn:aws:states:::lambda:invoke.waitForTaskToken", ".waitForTaskToken"],
    ["arn:aws:states:::states:startExecution.sync:2", ".sync:2"],
    ["arn:aws:states:::dynamodb:putItem", "dynamodb:putItem"],
    ["arn:aws:states:eu-central-1:111122223333:activity:a", "activity"],
  ])("names what it does not support in %s", (resource, feature) => {
    expect(resourceOf(resource)).toMatchObject({ kind: "unsupported", feature: expect.stringContaining(feature) });
  });

  it.each(["", "work", "arn:aws:s3:::bucket"])("calls %j invalid", (resource) => {
    expect(resourceOf(resource).kind).toBe("invalid");
  });
});
