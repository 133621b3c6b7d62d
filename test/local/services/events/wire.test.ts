import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Front, startFront } from "#local/http/front.ts";
import { createEvents } from "#local/services/events.ts";
import { queueTarget } from "#local/services/sqs/queue-target.ts";
import { createSqs } from "#local/services/sqs/sqs.ts";
import { VirtualClock } from "#local/virtual-clock.ts";

const clock = new VirtualClock(Date.UTC(2026, 0, 15, 12));
const call = { accountId: "111122223333", region: "eu-central-1" };
const world = { clock, partition: "aws", ...call };
const sqs = createSqs(world);
const events = createEvents(world, {
  deliverTo: queueTarget(sqs),
  mayDeliver: (arn, ruleArn) => sqs.allows(arn, "events.amazonaws.com", ruleArn),
});
const arnOf = (name: string) => `arn:aws:sqs:eu-central-1:111122223333:${name}`;
let front: Front;
let client: EventBridgeClient;

beforeAll(async () => {
  front = await startFront({ world, services: [events, sqs] });
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  client = new EventBridgeClient({ endpoint: front.url, region: world.region, credentials, maxAttempts: 1 });
  const Statement = { Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sqs:SendMessage" };
  const open = { Policy: { Statement } };
  for (const [QueueName, Attributes] of Object.entries({ intake: open, dead: open, closed: {} })) {
    sqs.operations["CreateQueue"]?.({ QueueName, Attributes }, call);
  }
});
afterAll(async () => {
  client.destroy();
  await front.close();
});

it("the SDK puts a rule and an event; the event lies in the queue, or in the dead-letter queue with its reason", async () => {
  const rule = { Name: "ours", EventPattern: '{"source":["gumshoe"]}' };
  const { RuleArn } = await client.send(new PutRuleCommand(rule));
  const Targets = [
    { Id: "open", Arn: arnOf("intake") },
    { Id: "closed", Arn: arnOf("closed"), DeadLetterConfig: { Arn: arnOf("dead") } },
  ];
  await client.send(new PutTargetsCommand({ Rule: "ours", Targets }));
  const Entries = [{ Source: "gumshoe", DetailType: "Case Changed", Detail: '{"id":1}', Time: new Date(clock.now()) }];
  const { FailedEntryCount } = await client.send(new PutEventsCommand({ Entries }));
  await clock.settled();
  const [intake, closed, dead] = ["intake", "closed", "dead"].map((name) => sqs.peek(arnOf(name)));
  expect([FailedEntryCount, closed]).toEqual([0, []]);
  expect(JSON.parse(intake?.[0]?.body ?? "")).toMatchObject({ "detail-type": "Case Changed", detail: { id: 1 } });
  expect(dead?.[0]?.body).toBe(intake?.[0]?.body);
  expect(dead?.[0]?.messageAttributes).toMatchObject({
    RULE_ARN: { DataType: "String", StringValue: RuleArn },
    TARGET_ARN: { StringValue: arnOf("closed") },
    ERROR_CODE: { StringValue: "NO_PERMISSIONS" },
    RETRY_ATTEMPTS: { StringValue: "0" },
  });
  expect(await client.send(new DescribeRuleCommand({ Name: "ours" }))).toMatchObject(rule);
  expect((await client.send(new ListTargetsByRuleCommand({ Rule: "ours" }))).Targets).toEqual(Targets);
});

it.each([
  ["ResourceNotFoundException", () => new DescribeRuleCommand({ Name: "none" })],
  ["InvalidEventPatternException", () => new PutRuleCommand({ Name: "bad", EventPattern: '{"a":[{"regex":"x"}]}' })],
])("the SDK throws %s", async (name, command) => {
  await expect(client.send(command() as PutRuleCommand)).rejects.toMatchObject({ name });
});
