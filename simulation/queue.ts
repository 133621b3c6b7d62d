import type { Blueprint } from "./blueprint.ts";
import type { SimulatedCloud } from "./cloud.ts";

export type StackQueue = "Intake" | "DeadLetter";

/** ARN of one of the stack's two queues. */
export function queueArn({ outputs, partition, region, accountId }: Blueprint, which: StackQueue): string {
  return `arn:${partition}:sqs:${region}:${accountId}:${urlOf(outputs, which).split("/").at(-1)}`;
}

/** Sends a message as anybody may who is allowed to: no fault, no latency. @throws {ServiceError} SQS does not take it */
export function sendTo(cloud: SimulatedCloud, which: StackQueue, body: string): void {
  cloud.call("SQS", "SendMessage", { QueueUrl: urlOf(cloud.blueprint.outputs, which), MessageBody: body });
}

/** Bodies of the messages that wait in it, seen or not, without receiving any. */
export function bodiesIn({ blueprint, services }: SimulatedCloud, which: StackQueue): readonly string[] {
  return services.SQS.peek(queueArn(blueprint, which)).map(({ body }) => body);
}

function urlOf(outputs: Blueprint["outputs"], which: StackQueue): string {
  return outputs[`${which}QueueUrl`] ?? "";
}
