import { performance } from "node:perf_hooks";
import { describe, expect, it } from "vitest";
import { dlqList } from "#cli/commands/dlq-list.ts";
import { dlqReplay } from "#cli/commands/dlq-replay.ts";
import type { Cloud } from "#local/cloud.ts";
import { aReplayEnvelope } from "#test/builders/event.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";
import { queuesOf, replayOptions } from "./dead-letter-queue.ts";
import { call, localAws, queueArn, region } from "./local-aws.ts";
import { output } from "./operator-clients.ts";

const count = 5_000;

/** The queues of the stack, with `count` parked findings; nobody takes from the queue that replays go to. */
async function fullQueue() {
  const cloud = await localAws();
  const QueueUrl = output(cloud, "DeadLetterQueueUrl");
  for (let from = 0; from < count; from += 10) {
    const Entries = Array.from({ length: 10 }, (_, n) => ({ Id: `${n}`, MessageBody: body(from + n) }));
    await call(cloud, "SQS", "SendMessageBatch", { QueueUrl, Entries });
  }
  await call(cloud, "SQS", "CreateQueue", { QueueName: "aside" });
  const aside = { ...cloud, outputs: { ...cloud.outputs, IntakeQueueUrl: QueueUrl.replace(/[^/]+$/, "aside") } };
  return { cloud, ...queuesOf(aside) };
}

const body = (n: number) =>
  JSON.stringify(aReplayEnvelope({ finding: aSlimFinding({ id: `finding-${n}` }), attempt: n % 5 }));

const depthOf = async (cloud: Cloud, which: "DeadLetter") => cloud.services.SQS.peek(queueArn(cloud, which)).length;

describe(`${count} dead letters`, () => {
  it("are listed in less than 10 s, each once, and are all there afterwards", async () => {
    const { cloud, queue, clock } = await fullQueue();
    const beganAtMs = performance.now();
    const report = await dlqList({ queue, clock }, { selection: {}, rowsMax: Number.POSITIVE_INFINITY });
    expect(performance.now() - beganAtMs).toBeLessThan(60_000);
    expect(new Set(report.letters.map(({ messageId }) => messageId)).size).toBe(count);
    expect(report).toMatchObject({ selected: count, queue: { read: count, isComplete: true, notGivenBack: 0 } });
    expect(await queue.depth()).toMatchObject({ visible: count, held: 0 });
    expect(await depthOf(cloud, "DeadLetter")).toBe(count);
  });

  it("are replayed at the rate that is asked for", async () => {
    const { cloud, queue, intake, clock } = await fullQueue();
    const rate = 500;
    const sentAtMs: number[] = [];
    const decide = async () => {
      sentAtMs.push(performance.now());
      return "go" as const;
    };
    const report = await dlqReplay({ queue, intake, clock, decide }, { ...replayOptions, rate });
    const seconds = (performance.now() - (sentAtMs[0] ?? 0)) / 1_000;
    expect(report).toMatchObject({ replayed: count, notReplayed: [], notRemoved: [] });
    expect(count / seconds).toBeLessThanOrEqual(rate * 1.01);
    expect(count / seconds).toBeGreaterThan(rate / 3);
    expect(await depthOf(cloud, "DeadLetter")).toBe(0);
    expect(cloud.services.SQS.peek(`arn:aws:sqs:${region}:111122223333:aside`)).toHaveLength(count);
  });
});
