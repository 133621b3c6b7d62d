import type { CallContext } from "#local/service.ts";
import { createSqs } from "#local/services/sqs/sqs.ts";
import { VirtualClock } from "#local/virtual-clock.ts";

export const call: CallContext = { region: "eu-central-1", accountId: "111122223333" };
export const startMs = Date.UTC(2026, 0, 15, 12);

/** An SQS on a virtual clock of its own, with `queue` in it, and its operations as plain functions. */
export function anSqs(attributes: Record<string, unknown> = {}) {
  const clock = new VirtualClock(startMs);
  const sqs = createSqs({ clock, partition: "aws", ...call });
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers member by member
  const run = (operation: string, input: object): any => sqs.operations[operation]?.(input, call);
  const create = (name: string, given: Record<string, unknown> = {}): string =>
    run("CreateQueue", { QueueName: name, Attributes: given }).QueueUrl;
  const url = create("queue", attributes);
  return {
    clock,
    sqs,
    url,
    create,
    run,
    arnOf: (name: string) => `arn:aws:sqs:eu-central-1:111122223333:${name}`,
    /** Calls an operation on `queue`. */
    on: (operation: string, input: object = {}) => run(operation, { QueueUrl: url, ...input }),
    send: (body: string, to = url) => run("SendMessage", { QueueUrl: to, MessageBody: body }),
    bodies: (from = url): string[] =>
      (run("ReceiveMessage", { QueueUrl: from, MaxNumberOfMessages: 10 }).Messages ?? []).map(
        ({ Body }: { Body: string }) => Body,
      ),
    counts: (of = url): number[] => {
      const names = ["", "NotVisible", "Delayed"].map((suffix) => `ApproximateNumberOfMessages${suffix}`);
      const { Attributes } = run("GetQueueAttributes", { QueueUrl: of, AttributeNames: names });
      return names.map((name) => Number(Attributes[name]));
    },
  };
}

/** The name of the error that `act` throws. */
export function errorName(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).name;
  }
  return "none";
}
