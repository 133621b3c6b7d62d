import type { Input } from "../../request/input.ts";
import { type JsonRecord, memberOf } from "../../request/record.ts";
import type { Comparison } from "./comparison.ts";
import { comparatorIn, comparison, type FilterUse, refuseMixtures } from "./string-filter.ts";

const names = ["EQUALS", "NOT_EQUALS", "CONTAINS", "NOT_CONTAINS"];

/**
 * The filters of one attribute that holds a map, as tags do. A key that is absent satisfies the negative filters.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_MapFilter.html
 */
export function mapFilters(inputs: readonly Input[], use: FilterUse): readonly Comparison<JsonRecord>[] {
  const used = inputs.map((input) => comparatorIn(input, use, names));
  refuseMixtures(used, inputs);
  return inputs.map((input, at) => {
    const key = input.text("Key", { pattern: /\S/ });
    const { negative, holds } = comparison(used[at] ?? "EQUALS", input.text("Value", { pattern: /\S/ }));
    const holdsAt = (map: JsonRecord): boolean => {
      const value = memberOf(map, key);
      return typeof value === "string" ? holds(value) : negative;
    };
    return { negative, holds: holdsAt };
  });
}
