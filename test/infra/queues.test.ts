import { describe, expect, it } from "vitest";
import { functionTimeout } from "#infra/constructs/node-function.ts";
import { aTemplate, type Properties, readable, resourcesOf } from "./a-stack.ts";

const template = aTemplate();
const { QueuesIntake: intake, QueuesDeadLetters: deadLetters } = resourcesOf(template, "AWS::SQS::Queue");
const day = 24 * 60 * 60;

describe("the dead-letter queue", () => {
  it("keeps messages 14 days, the most that SQS gives", () => {
    expect(deadLetters).toMatchObject({ MessageRetentionPeriod: 14 * day });
  });

  it("outlives the stack, with what waits in it", () => {
    template.hasResource("AWS::SQS::Queue", {
      Properties: { MessageRetentionPeriod: 14 * day },
      DeletionPolicy: "RetainExceptOnCreate",
      UpdateReplacePolicy: "Retain",
    });
  });
});

describe("the intake queue", () => {
  it("keeps messages 4 days and gives up on one after 20 receives", () => {
    expect(readable(intake)).toMatchObject({
      MessageRetentionPeriod: 4 * day,
      RedrivePolicy: { deadLetterTargetArn: "${QueuesDeadLetters.Arn}", maxReceiveCount: 20 },
    });
  });

  it.each([20, 300])("hides a message six times as long as ingest may work, plus a window of %i s", (window) => {
    const queues = resourcesOf(aTemplate({ batchWindowSeconds: window }), "AWS::SQS::Queue");
    expect(queues["QueuesIntake"]).toMatchObject({
      VisibilityTimeout: 6 * functionTimeout.ingest.toSeconds() + window,
    });
  });
});

describe("every queue", () => {
  const policies = resourcesOf(template, "AWS::SQS::QueuePolicy");
  const statementsOf = (queue: string) => {
    const policy = Object.values(policies).find(({ Queues }) => String(readable(Queues)) === `\${${queue}}`);
    return (readable(policy?.["PolicyDocument"]) as { readonly Statement: readonly Properties[] }).Statement;
  };

  it.each(["QueuesIntake", "QueuesDeadLetters"])(
    "such as %s is encrypted by SQS itself, so that EventBridge can write",
    (id) => {
      const queue = resourcesOf(template, "AWS::SQS::Queue")[id];
      expect(queue).toMatchObject({ SqsManagedSseEnabled: true });
      expect(queue).not.toHaveProperty("KmsMasterKeyId");
    },
  );

  it.each(["QueuesIntake", "QueuesDeadLetters"])("such as %s refuses everything but TLS", (id) => {
    expect(statementsOf(id)).toContainEqual({
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: "sqs:*",
      Resource: `\${${id}.Arn}`,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
  });

  it.each([
    { id: "QueuesIntake", writers: ["${RoutesImported.Arn}", "${RoutesCustomAction.Arn}"] },
    {
      id: "QueuesDeadLetters",
      writers: ["${WorkflowFailed.Arn}", "${RoutesImported.Arn}", "${RoutesCustomAction.Arn}"],
    },
  ])("such as $id lets EventBridge write for the rules of this stack alone", ({ id, writers }) => {
    const allowed = statementsOf(id).filter(({ Effect }) => Effect === "Allow");
    for (const statement of allowed)
      expect(statement).toMatchObject({ Principal: { Service: "events.amazonaws.com" } });
    expect(allowed.map(({ Condition }) => Condition)).toEqual(
      writers.map((writer) => ({ ArnEquals: { "aws:SourceArn": writer } })),
    );
  });
});
