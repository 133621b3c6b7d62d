import { randomBytes } from "node:crypto";
import { SQSClient } from "@aws-sdk/client-sqs";
import { describe, expect, it } from "vitest";
import { clock } from "#adapters/clock.ts";
import { messageQueue } from "#adapters/message-queue.ts";
import { webhookSecretAdapter } from "#adapters/webhook-secret.ts";
import { webhookTest } from "#adapters/webhook-test.ts";
import { dlqList } from "#cli/commands/dlq-list.ts";
import { dlqReplay } from "#cli/commands/dlq-replay.ts";
import { webhookRotate } from "#cli/commands/webhook-keys.ts";
import { synthesized } from "#cli/synth.ts";
import { webhookUrl } from "#test/builders/webhook.ts";
import { aFinding, call, localAws } from "./local-aws.ts";
import { clientsOf, output } from "./operator-clients.ts";
import { webhookReceiver } from "./webhook-receiver.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const assembly = await synthesized({ webhookUrl }, () => {});

/** The stack with a webhook, and a receiver that knows the key that is current at the beginning. */
async function world() {
  const known: string[] = [];
  const receiver = await webhookReceiver(() => known);
  const cloud = await localAws({}, assembly, { outside: { "hooks.example.com": receiver.host } });
  const secretArn = output(cloud, "WebhookSecretArn");
  const secret = webhookSecretAdapter(secretArn, clientsOf(cloud));
  known.push((await secret.read()).current);
  const client = new SQSClient(clientsOf(cloud));
  const [deadLetters, queue] = [output(cloud, "WebhookDeadLetterQueueUrl"), output(cloud, "WebhookQueueUrl")];
  const ports = { queue: messageQueue(deadLetters, client), intake: messageQueue(queue, client), clock };
  const enrich = async (id: string) => {
    cloud.services.SecurityHub.importFinding(aFinding(id, ["reader"]));
    await cloud.settled();
  };
  return { cloud, receiver, known, secret, secretArn, ports, enrich };
}

const replayOptions = { selection: {}, rate: 1_000, maxAttempts: 5, resetAttempts: false };

describe("the webhook", () => {
  it("tells the receiver of each finding, signed", async () => {
    const { receiver, enrich } = await world();
    await enrich("one");
    expect(receiver.taken).toMatchObject([
      {
        type: "finding.enriched",
        id: expect.stringMatching(/^msg_/),
        data: { outcome: "enriched", finding: { id: "one" } },
      },
    ]);
  });

  it("comes again until the receiver takes it, once", async () => {
    const { cloud, receiver, enrich } = await world();
    let failures = 4;
    receiver.answer = () => (failures-- > 0 ? 503 : 204);
    const before = cloud.clock.now();
    await enrich("later");
    expect(receiver.taken).toHaveLength(1);
    expect([receiver.tries.length, new Set(receiver.tries).size]).toEqual([5, 1]);
    expect(cloud.clock.now() - before).toBeGreaterThan(3 * minuteMs);
  });

  it("gives up after hours, with the last answer as the reason, and a replay delivers", async () => {
    const { cloud, receiver, enrich, ports } = await world();
    receiver.answer = () => 500;
    await enrich("given-up");
    await cloud.clock.sleep(4 * hourMs);
    expect((await dlqList(ports, { selection: {}, rowsMax: 10 })).selected).toBe(0);
    await cloud.clock.sleep(7 * hourMs);
    const { letters, reasons } = await dlqList(ports, { selection: {}, rowsMax: 10 });
    expect(reasons).toMatchObject([{ reason: "http-500", messages: 1, findings: 1, replay: "when-mended" }]);
    expect(letters).toMatchObject([{ kind: "not-handed-out", findings: [{ id: "given-up", severity: "HIGH" }] }]);

    receiver.answer = () => 204;
    const report = await dlqReplay({ ...ports, decide: async () => "go" }, replayOptions);
    await cloud.settled();
    expect(report).toMatchObject({ replayed: 1, notReplayed: [], notRemoved: [] });
    expect(receiver.taken).toMatchObject([{ data: { finding: { id: "given-up" } } }]);
    expect(new Set(receiver.tries).size).toBe(1);
    expect((await dlqList(ports, { selection: {}, rowsMax: 10 })).selected).toBe(0);
  });

  it.each([
    [410, 1],
    [404, 3],
    [307, 3],
  ])("gives up after %i at try %i, and a redirect leads nowhere", async (status, tries) => {
    const { receiver, enrich, ports } = await world();
    receiver.answer = () => status;
    await enrich("refused");
    expect(receiver.tries).toHaveLength(tries);
    expect((await dlqList(ports, { selection: {}, rowsMax: 10 })).reasons).toMatchObject([
      { reason: `http-${status}` },
    ]);
  });

  it("is taken throughout while keys are changed", async () => {
    const { cloud, receiver, known, secret, secretArn, enrich } = await world();
    const rotate = () =>
      webhookRotate({ secret, random: randomBytes, decide: async () => "go" }, { url: webhookUrl, secretArn });
    // On its way while the key changes: first refused for another reason, then signed with both.
    receiver.answer = async () => {
      receiver.answer = () => 204;
      await rotate();
      return 503;
    };
    await enrich("in-flight");
    // The receiver has the new key alone.
    known.splice(0, 1, (await secret.read()).current);
    await cloud.clock.sleep(6 * minuteMs);
    await enrich("after");
    expect(receiver.taken.map(({ data }) => (data["finding"] as { readonly id: string }).id)).toEqual([
      "in-flight",
      "after",
    ]);
    // Two rotations at once, as when a key was leaked: a 401 makes the function read the keys anew.
    await rotate();
    await rotate();
    known.splice(0, 1, (await secret.read()).current);
    await cloud.clock.sleep(minuteMs);
    await enrich("leaked");
    expect(receiver.taken).toHaveLength(3);
    expect(receiver.tries).toHaveLength(5);
  });

  it("answers gumshoe webhook test with what the receiver says", async () => {
    const { cloud, receiver } = await world();
    const test = webhookTest(output(cloud, "WebhookFunctionName"), clientsOf(cloud));
    expect(await test()).toMatchObject({ delivered: true });
    expect(receiver.taken).toMatchObject([{ type: "webhook.test" }]);
    receiver.answer = () => 500;
    expect(await test()).toMatchObject({ delivered: false, code: "http-500" });
  });

  it("gives up what is no event of ours at once", async () => {
    const { cloud, receiver, ports } = await world();
    await call(cloud, "SQS", "SendMessage", { QueueUrl: output(cloud, "WebhookQueueUrl"), MessageBody: "{}" });
    await cloud.settled();
    expect(receiver.tries).toEqual([]);
    expect((await dlqList(ports, { selection: {}, rowsMax: 10 })).reasons).toMatchObject([
      { reason: "UnreadableEvent" },
    ]);
  });
});
