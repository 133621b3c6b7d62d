import type { Input } from "../../request/input.ts";
import type { Comparison } from "./comparison.ts";

const bounds: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  Eq: (value, bound) => value === bound,
  Gt: (value, bound) => value > bound,
  Gte: (value, bound) => value >= bound,
  Lt: (value, bound) => value < bound,
  Lte: (value, bound) => value <= bound,
};

/**
 * The number filters of one attribute; the bounds within one filter must all hold.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_NumberFilter.html
 */
export function numberFilters(inputs: readonly Input[]): readonly Comparison<number>[] {
  return inputs.map((input) => {
    const given = Object.entries(bounds).flatMap(([name, holds]) => {
      const bound = input.optionalNumber(name);
      return bound === undefined ? [] : [(value: number) => holds(value, bound)];
    });
    if (given.length === 0) throw input.fault("Member must have one of Eq, Gt, Gte, Lt, Lte");
    return { negative: false, holds: (value) => given.every((holds) => holds(value)) };
  });
}
