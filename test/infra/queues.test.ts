import { describe, expect, it } from "vitest";
import { functionTimeout } from "#infra/constructs/node-function.ts";
import { aTemplate, type Properties, readable, resourcesOf } from "./a-stack.ts";
import { statementsOf as statementsOfRoles } from "./statements.ts";

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

  it.each(["QueuesIntake", "QueuesDeadLetters"])("such as %s asks KMS for a data key once an hour", (id) => {
    expect(readable(resourcesOf(template, "AWS::SQS::Queue")[id])).toMatchObject({
      KmsMasterKeyId: "${EncryptionKey.Arn}",
      KmsDataKeyReusePeriodSeconds: 3_600,
    });
  });

  it("makes 10,800 requests of KMS in a month at most, which cost 3 US cents", () => {
    const roles = statementsOfRoles(template).filter(({ resources }) =>
      resources.some((one) => one.includes("Queues")),
    );
    const count = (action: string, statements: readonly { readonly actions: readonly string[] }[]) =>
      statements.filter(({ actions }) => actions.includes(action)).length;
    const toQueues = roles.flatMap(({ resources, actions }) => resources.map(() => ({ actions })));
    // EventBridge sends to both.
    const [senders, receivers] = [count("sqs:SendMessage", toQueues) + 2, count("sqs:ReceiveMessage", toQueues)];
    const requests = 720 * (2 * senders + receivers);
    expect({ senders, receivers, requests, cents: Math.round((requests / 10_000) * 3) }).toEqual({
      senders: 7,
      receivers: 1,
      requests: 10_800,
      cents: 3,
    });
  });

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
      expect(statement).toMatchObject({ Principal: { Service: "events.amazonaws.com" }, Action: "sqs:SendMessage" });
    expect(allowed.map(({ Condition }) => Condition)).toEqual(
      writers.map((writer) => ({
        ArnEquals: { "aws:SourceArn": writer },
        StringEquals: { "aws:SourceAccount": "${AWS::AccountId}" },
      })),
    );
  });
});
