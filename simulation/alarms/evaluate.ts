import type { AlarmDefinition } from "./alarm-definition.ts";
import { evaluateExpression } from "./metric-math.ts";
import type { MetricStore } from "./metric-store.ts";

/** A time during which an alarm rang. */
export interface Ring {
  readonly fromMs: number;
  /** Undefined when it rang to the end. */
  readonly untilMs: number | undefined;
  /** The end of the first period of data that told of it. */
  readonly firstBreachMs: number;
}

const minuteMs = 60_000;
/** CloudWatch looks at more periods than it evaluates, for data that comes late: five where three are evaluated. */
const extraPeriods = 2;

/**
 * When an alarm rings, evaluated every minute over the last whole periods, as CloudWatch does: enough real data points in its evaluation
 * range stand for themselves; missing ones count only as far as real ones do not suffice.
 * @see docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html (read 2026-12-01)
 */
export function ringsOf(alarm: AlarmDefinition, store: MetricStore, fromMs: number, toMs: number): readonly Ring[] {
  const rings: Ring[] = [];
  let ringing: Omit<Ring, "untilMs"> | undefined;
  let firstBreachMs: number | undefined;
  for (let nowMs = Math.ceil(fromMs / minuteMs) * minuteMs; nowMs <= toMs; nowMs += minuteMs) {
    const points = evaluated(alarm, store, nowMs);
    const isRinging = points.filter((breaches) => breaches).length >= alarm.datapoints;
    if (points.at(-1)) firstBreachMs ??= nowMs;
    if (isRinging && !ringing) ringing = { fromMs: nowMs, firstBreachMs: firstBreachMs ?? nowMs };
    if (!isRinging && ringing) {
      rings.push({ ...ringing, untilMs: nowMs });
      ringing = undefined;
      firstBreachMs = undefined;
    }
  }
  return ringing ? [...rings, { ...ringing, untilMs: undefined }] : rings;
}

/** Whether each of the data points that are evaluated is over the threshold, oldest first. */
function evaluated(alarm: AlarmDefinition, store: MetricStore, nowMs: number): readonly boolean[] {
  const { periods, missingBreaches } = alarm;
  const range = Array.from({ length: periods + extraPeriods }, (_, back) => pointOf(alarm, store, nowMs, back));
  const real = range.filter((value) => value !== undefined).map(alarm.breaches);
  const filled = Array.from({ length: Math.max(0, periods - real.length) }, () => missingBreaches);
  return [...real.slice(0, periods), ...filled].reverse();
}

function pointOf({ metrics, expression, periodMs }: AlarmDefinition, store: MetricStore, nowMs: number, back: number) {
  const endMs = nowMs - back * periodMs;
  const values = new Map(
    metrics.map(({ id, key, statistic }) => [id, store.read(key, statistic, endMs - periodMs, endMs)] as const),
  );
  return evaluateExpression(expression, values);
}
