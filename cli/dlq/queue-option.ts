import { Option } from "commander";
import { outputOf, type Target } from "../target.ts";

/** Dead-letter queues by what they belong to, each with what its stack outputs begin with and what makes it. */
const queues = {
  intake: { prefix: "", made: undefined },
  webhook: { prefix: "Webhook", made: "the setting webhookUrl is" },
  notify: { prefix: "Notify", made: "notifyEmail or the settings of a chat are" },
} as const;

/** Whose dead letters. */
export type QueueName = keyof typeof queues;

export interface QueueOptions {
  readonly of: QueueName;
}

const names = Object.keys(queues) as readonly QueueName[];

export const queueOption: Option = new Option("--of <queue>", "whose dead letters")
  .choices(names)
  .default("intake" satisfies QueueName);

/** The outlets that the stack has, besides the intake. */
export function outletsOf({ outputs }: Pick<Target, "outputs">): readonly Exclude<QueueName, "intake">[] {
  return names.filter((name) => name !== "intake").filter((name) => `${queues[name].prefix}QueueUrl` in outputs);
}

/** URLs of a dead-letter queue, and of the queue that its messages go back to. @throws {Error} the stack has none */
export function queueUrls(target: Target, of: QueueName): { readonly deadLetters: string; readonly source: string } {
  const { prefix, made } = queues[of];
  if (made !== undefined && !(`${prefix}QueueUrl` in target.outputs)) {
    throw new Error(`Cannot look at the dead letters of ${of}: the stack has none, ${made} wanted`);
  }
  const source = outputOf(target, prefix === "" ? "IntakeQueueUrl" : `${prefix}QueueUrl`);
  return { deadLetters: outputOf(target, `${prefix}DeadLetterQueueUrl`), source };
}

/** What a command line needs besides, to mean the same queue again. */
export function queueArgument(of: QueueName): string {
  return of === "intake" ? "" : ` --of ${of}`;
}

/** The queue that messages go back to, in words. */
export function sourceWords(of: QueueName): string {
  return of === "intake" ? "the intake queue" : `the queue of ${of}`;
}
