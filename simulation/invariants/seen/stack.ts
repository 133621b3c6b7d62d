import { textAt, valueAt } from "#domain/json.ts";
import type { Blueprint } from "../../blueprint.ts";

/** What is to be known of the stack under inspection: which queue is which, and how it is set. */
export interface SeenStack {
  readonly intakeName: string;
  readonly intakeArn: string;
  readonly deadLetterName: string;
  readonly deadLetterArn: string;
  /** Names of the rules that send to the intake queue. */
  readonly intakeRules: ReadonlySet<string>;
  readonly notePolicy: string;
  readonly joinToleranceMs: number;
  /** How often a finding may be replayed. */
  readonly maxAttempts: number;
}

const known = new WeakMap<Blueprint, SeenStack>();

/** Reads a blueprint, once. */
export function seenStack(blueprint: Blueprint): SeenStack {
  const before = known.get(blueprint);
  if (before) return before;
  const read = readStack(blueprint);
  known.set(blueprint, read);
  return read;
}

function readStack({ partition, region, accountId, outputs, calls, functions }: Blueprint): SeenStack {
  const nameOf = (output: string) => outputs[output]?.split("/").at(-1) ?? "";
  const arnOf = (name: string) => `arn:${partition}:sqs:${region}:${accountId}:${name}`;
  const [intakeName, deadLetterName] = [nameOf("IntakeQueueUrl"), nameOf("DeadLetterQueueUrl")];
  const toIntake = calls.filter(
    ({ operation, input }) => operation === "PutTargets" && JSON.stringify(input).includes(`"${arnOf(intakeName)}"`),
  );
  const settings: unknown = JSON.parse(
    functions.map(({ environment }) => environment["SETTINGS"]).find((text) => text !== undefined) ?? "{}",
  );
  const number = (name: string, otherwise: number) => Number(valueAt(settings, name) ?? otherwise);
  return {
    intakeName,
    intakeArn: arnOf(intakeName),
    deadLetterName,
    deadLetterArn: arnOf(deadLetterName),
    intakeRules: new Set(toIntake.map(({ input }) => String(input["Rule"]))),
    notePolicy: textAt(settings, "notePolicy") ?? "preserve",
    joinToleranceMs: number("joinToleranceMinutes", 15) * 60_000,
    maxAttempts: number("maxAttempts", 5),
  };
}
