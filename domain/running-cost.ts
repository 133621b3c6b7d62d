/**
 * What a stack costs as it runs, in dollars of us-east-1: what can be counted in CloudWatch, and the rest as so much for each finding. The price
 * sheet of the benchmark and its result hold these numbers (`test/domain/running-cost.test.ts`).
 */
export const runningCost = {
  /** One state transition. */
  transition: 0.000025,
  lambdaRequest: 0.0000002,
  /** One millisecond of a function of 512 MB on arm64. */
  lambdaMs: 0.0000000066667,
  /** Queues, table, keys, logs, traces and the bus, of one finding. */
  finding: 0.00003,
} as const;

/** What is counted, each the name of a metric in the expression below. */
export interface RunningCounts {
  readonly executions: string;
  readonly starts: string;
  readonly looks: string;
  readonly writes: string;
  readonly requests: readonly string[];
  readonly durationsMs: readonly string[];
  readonly findings: string;
}

/**
 * Metric math for the cost of a period. One execution is one transition, one start brings its wait (2, of which one belongs to the first look),
 * a look brings its choice and the wait before it (3), a write is one: 6 for one finding with one look.
 */
export function costExpression({
  executions,
  starts,
  looks,
  writes,
  requests,
  durationsMs,
  findings,
}: RunningCounts): string {
  const filled = (id: string) => `FILL(${id}, 0)`;
  const sum = (ids: readonly string[]) => ids.map(filled).join(" + ");
  const transitions = `${sum([executions, starts, writes])} + 3 * ${filled(looks)}`;
  return [
    `${plain(runningCost.transition)} * (${transitions})`,
    `${plain(runningCost.lambdaRequest)} * (${sum(requests)})`,
    `${plain(runningCost.lambdaMs)} * (${sum(durationsMs)})`,
    `${plain(runningCost.finding)} * ${filled(findings)}`,
  ].join(" + ");
}

/** Metric math knows no exponents. */
function plain(value: number): string {
  return value.toFixed(14).replace(/0+$/, "");
}
