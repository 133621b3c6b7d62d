import { invalid, unsupported } from "./events-error.ts";

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * The period of a `rate(…)` expression in ms.
 * @throws {ServiceError} ValidationException: malformed, or `cron(…)`, which the local AWS does not run
 * @see docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function schedulePeriodMs(expression: string): number {
  if (expression.startsWith("cron(")) throw unsupported(`schedule "${expression}"`, "rate(...)");
  const [, digits, unit = "", plural] = /^rate\(([1-9]\d*) (minute|hour|day)(s)?\)$/.exec(expression) ?? [];
  const value = Number(digits);
  if (!digits || (value === 1) === (plural === "s")) throw invalid("Parameter ScheduleExpression is not valid.");
  return value * (unitMs[unit] ?? 0);
}
