import { Input } from "../request/input.ts";
import { invalid, unsupported } from "./events-error.ts";
import { compileTargetInput, type TargetInput } from "./target-input.ts";

/** A target of a rule, ready to deliver to. */
export interface Target {
  readonly id: string;
  readonly arn: string;
  readonly input: TargetInput;
  readonly deadLetterArn: string | undefined;
  readonly retryAttemptsMax: number;
  readonly eventAgeSecondsMax: number;
  /** The target as it was put, for ListTargetsByRule. */
  readonly given: Readonly<Record<string, unknown>>;
}

export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly busName: string;
  readonly description: string | undefined;
  readonly roleArn: string | undefined;
  readonly pattern: string | undefined;
  readonly schedule: string | undefined;
  state: string;
  readonly matches: (event: unknown) => boolean;
  readonly targets: Map<string, Target>;
  /** Ends the rule's schedule. */
  stop: () => void;
}

const members = new Set([
  "Id",
  "Arn",
  "RoleArn",
  "Input",
  "InputPath",
  "InputTransformer",
  "DeadLetterConfig",
  "RetryPolicy",
]);

// @see docs.aws.amazon.com/eventbridge/latest/APIReference/API_RetryPolicy.html
const retryAttemptsDefault = 185;
const eventAgeSecondsDefault = 86_400;

/** Reads one entry of PutTargets. @throws {ServiceError} ValidationException, also for parameters it does not support */
export function readTarget(given: unknown): Target {
  const input = new Input(given, invalid, "targets");
  const foreign = input.names().find((name) => !members.has(name));
  if (foreign !== undefined) throw unsupported(`target parameter ${foreign}`, `one of ${[...members].join(", ")}`);
  const retry = input.optionalObject("RetryPolicy");
  const attempts = retry?.optionalInteger("MaximumRetryAttempts", { min: 0, max: 185 });
  const age = retry?.optionalInteger("MaximumEventAgeInSeconds", { min: 60, max: 86_400 });
  return {
    id: input.text("Id", { min: 1, max: 64, pattern: /^[.\-_A-Za-z0-9]+$/ }),
    arn: input.text("Arn", { min: 1, max: 1600 }),
    input: compileTargetInput(input),
    deadLetterArn: input.optionalObject("DeadLetterConfig")?.optionalText("Arn", { min: 1, max: 1600 }),
    retryAttemptsMax: attempts ?? retryAttemptsDefault,
    eventAgeSecondsMax: age ?? eventAgeSecondsDefault,
    given: structuredClone(given) as Readonly<Record<string, unknown>>,
  };
}
