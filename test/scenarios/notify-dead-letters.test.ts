import { SQSClient } from "@aws-sdk/client-sqs";
import { expect, it } from "vitest";
import { clock } from "#adapters/clock.ts";
import { messageQueue } from "#adapters/message-queue.ts";
import { dlqList } from "#cli/commands/dlq-list.ts";
import { dlqReplay } from "#cli/commands/dlq-replay.ts";
import { queueUrls } from "#cli/dlq/queue-option.ts";
import { synthesized } from "#cli/synth.ts";
import { receivesMax } from "#domain/put-off.ts";
import { aFinding, call, localAws } from "./local-aws.ts";
import { mailServer } from "./mail-server.ts";
import { clientsOf } from "./operator-clients.ts";

const hourMs = 3_600_000;
const assembly = await synthesized({ notifyEmail: "on-call@example.com" }, () => {});

/** A stack that tells people, and its dead letters as `gumshoe dlq … --of notify` finds them. */
async function world() {
  const { smtp } = await mailServer();
  const cloud = await localAws({}, assembly, { smtp });
  const target = { outputs: cloud.outputs, stackName: "Gumshoe" } as Parameters<typeof queueUrls>[0];
  const client = new SQSClient(clientsOf(cloud));
  const { deadLetters, source } = queueUrls(target, "notify");
  const ports = { queue: messageQueue(deadLetters, client), intake: messageQueue(source, client), clock };
  const [topicArn = ""] = Object.entries(cloud.stack.parts).flatMap(([id, { ref }]) =>
    id.startsWith("NotificationsMail") && ref.includes(":sns:") ? [ref] : [],
  );
  const mails = () => cloud.services.SNS.published(topicArn).map(({ subject }) => subject);
  const list = () => dlqList(ports, { selection: {}, rowsMax: 10 });
  return { cloud, ports, topicArn, mails, list };
}

it("news that the topic refuses for hours is a dead letter with its reason, and a replay tells it", async () => {
  const { cloud, ports, topicArn, mails, list } = await world();
  await call(cloud, "SNS", "DeleteTopic", { TopicArn: topicArn });
  cloud.services.SecurityHub.importFinding(aFinding("untold", ["reader"]));
  await cloud.settled();
  await cloud.clock.sleep(4 * hourMs);
  expect((await list()).selected).toBe(0);
  await cloud.clock.sleep(7 * hourMs);

  const { letters, reasons } = await list();
  expect(reasons).toMatchObject([{ reason: "SetupFault", messages: 1, findings: 1, replay: "when-mended" }]);
  expect(letters).toMatchObject([
    {
      kind: "not-handed-out",
      message: expect.stringMatching(`sns:Publish.*NotFoundException.*\\(${receivesMax} tries\\)$`),
      findings: [{ id: "untold", severity: "HIGH" }],
    },
  ]);
  expect(mails()).toEqual([]);

  await call(cloud, "SNS", "CreateTopic", { Name: topicArn.split(":").at(-1) });
  const replayOptions = { selection: {}, rate: 1_000, maxAttempts: 5, resetAttempts: false };
  const report = await dlqReplay({ ...ports, decide: async () => "go" }, replayOptions);
  await cloud.settled();
  expect(report).toMatchObject({ replayed: 1, notReplayed: [], notRemoved: [] });
  expect(mails()).toEqual([expect.stringMatching(/^HIGH, .*role reader/)]);
  expect((await list()).selected).toBe(0);
});
