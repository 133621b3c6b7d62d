import { SQSClient } from "@aws-sdk/client-sqs";
import { clock } from "#adapters/clock.ts";
import { messageQueue } from "#adapters/message-queue.ts";
import { dlqList } from "#cli/commands/dlq-list.ts";
import { type DlqReplayOptions, type DlqReplayReport, dlqReplay } from "#cli/commands/dlq-replay.ts";
import type { Cloud } from "#local/cloud.ts";
import { call, queueArn } from "./local-aws.ts";
import { clientsOf, output } from "./operator-clients.ts";

/** Both queues of the stack, over the wire, as `gumshoe dlq` uses them. */
export function queuesOf(cloud: Cloud) {
  const client = new SQSClient(clientsOf(cloud));
  return {
    queue: messageQueue(output(cloud, "DeadLetterQueueUrl"), client),
    intake: messageQueue(output(cloud, "IntakeQueueUrl"), client),
    clock,
  };
}

export const list = (cloud: Cloud) => dlqList(queuesOf(cloud), { selection: {}, rowsMax: 100 });

export const replayOptions: DlqReplayOptions = { selection: {}, rate: 1_000, maxAttempts: 5, resetAttempts: false };

/** Replays, and lets the pipeline come to its end. */
export async function replay(cloud: Cloud, over: Partial<DlqReplayOptions> = {}): Promise<DlqReplayReport> {
  const report = await dlqReplay({ ...queuesOf(cloud), decide: async () => "go" }, { ...replayOptions, ...over });
  await cloud.settled();
  return report;
}

/** The console's own redrive, with the intake queue as custom destination. */
export async function redriveInConsole(cloud: Cloud): Promise<void> {
  await call(cloud, "SQS", "StartMessageMoveTask", {
    SourceArn: queueArn(cloud, "DeadLetter"),
    DestinationArn: queueArn(cloud, "Intake"),
  });
  await cloud.settled();
}

export const startsOf = (cloud: Cloud) => cloud.calls()["Detective.StartInvestigation"] ?? 0;
export const writesOf = (cloud: Cloud) => cloud.calls()["SecurityHub.BatchUpdateFindings"] ?? 0;
