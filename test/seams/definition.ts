import { readFileSync } from "node:fs";

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly BackoffRate: number;
  readonly MaxAttempts: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy: string;
}

/** One state of the definition, as far as the seams look at it. */
export interface AslState {
  readonly Type: string;
  readonly Comment?: string;
  readonly Resource?: string;
  readonly TimeoutSeconds?: number;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Output?: unknown }[];
  readonly Items?: unknown;
  readonly Output?: unknown;
  readonly ItemProcessor?: { readonly States: Readonly<Record<string, AslState>> };
}

export const definitionText = readFileSync("statemachines/investigate.asl.json", "utf8");
export const definition: {
  readonly Comment: string;
  readonly TimeoutSeconds: number;
  readonly States: Readonly<Record<string, AslState>>;
} = JSON.parse(definitionText);

/** Every state by name, nested ones too. */
export const states: ReadonlyMap<string, AslState> = new Map(statesIn(definition.States));

function statesIn(level: Readonly<Record<string, AslState>>): readonly (readonly [string, AslState])[] {
  return Object.entries(level).flatMap(([name, state]) => [
    [name, state] as const,
    ...statesIn(state.ItemProcessor?.States ?? {}),
  ]);
}

/** The states that do work: a Task calls out. */
export const tasks = [...states].filter(([, state]) => state.Type === "Task");

/** How long a retrier waits in all for so many retries, on average: full jitter takes half of each delay. */
export function meanWaitSeconds(
  { IntervalSeconds, BackoffRate, MaxDelaySeconds = Number.POSITIVE_INFINITY }: Retrier,
  retries: number,
): number {
  const delays = Array.from({ length: retries }, (_, n) =>
    Math.min(IntervalSeconds * BackoffRate ** n, MaxDelaySeconds),
  );
  return delays.reduce((sum, delay) => sum + delay, 0) / 2;
}
