import type { Input } from "../../request/input.ts";
import type { Comparison } from "./comparison.ts";

const dayMs = 86_400_000;

/**
 * The date filters of one attribute, over instants in ms. Both ends of a range belong to it.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_DateFilter.html
 */
export function dateFilters(inputs: readonly Input[], nowMs: () => number): readonly Comparison<number>[] {
  return inputs.map((input) => {
    const range = input.optionalObject("DateRange");
    const startMs = input.optionalInstant("Start");
    const endMs = input.optionalInstant("End");
    const fixed = startMs !== undefined || endMs !== undefined;
    if (fixed === (range !== undefined)) throw input.fault("Member must have either Start and End, or DateRange");
    if (range) return relative(range, nowMs);
    return { negative: false, holds: (at) => at >= (startMs ?? at) && at <= (endMs ?? at) };
  });
}

function relative(range: Input, nowMs: () => number): Comparison<number> {
  const days = range.integer("Value");
  range.choice("Unit", ["DAYS"]);
  const comparison = range.optionalChoice("Comparison", ["WITHIN", "OLDER_THAN"]) ?? "WITHIN";
  const isWithin = (at: number) => at >= nowMs() - days * dayMs;
  return { negative: false, holds: (at) => isWithin(at) === (comparison === "WITHIN") };
}
