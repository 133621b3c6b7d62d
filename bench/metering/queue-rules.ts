import type { SetUpCall } from "#simulation/blueprint.ts";

/** How many queues each rule of the stack sends to, by the rule's name. */
export function rulesToQueues(calls: readonly SetUpCall[]): ReadonlyMap<string, number> {
  const queues = new Map<string, number>();
  for (const { operation, input } of calls) {
    if (operation !== "PutTargets") continue;
    const { Rule, Targets } = input as { readonly Rule: string; readonly Targets: readonly { readonly Arn: string }[] };
    const toQueues = Targets.filter(({ Arn }) => Arn.split(":")[2] === "sqs").length;
    queues.set(Rule, (queues.get(Rule) ?? 0) + toQueues);
  }
  return queues;
}
