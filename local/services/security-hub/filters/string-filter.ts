import type { Input } from "../../request/input.ts";
import type { Comparison } from "./comparison.ts";

/** Where filters are used; CONTAINS and NOT_CONTAINS work with automation rules only. */
export type FilterUse = "GetFindings" | "automation rule";

type Comparator = (value: string, wanted: string) => boolean;

const positive: Readonly<Record<string, Comparator>> = {
  EQUALS: (value, wanted) => value === wanted,
  PREFIX: (value, wanted) => value.startsWith(wanted),
  CONTAINS: (value, wanted) => value.includes(wanted),
};
const negative: Readonly<Record<string, Comparator>> = {
  NOT_EQUALS: (value, wanted) => value !== wanted,
  PREFIX_NOT_EQUALS: (value, wanted) => !value.startsWith(wanted),
  NOT_CONTAINS: (value, wanted) => !value.includes(wanted),
};
const forRulesOnly = ["CONTAINS", "NOT_CONTAINS"];
const names = [...Object.keys(positive), ...Object.keys(negative), "CONTAINS_WORD"];

/**
 * The string filters of one attribute. Values are compared case and all.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_StringFilter.html
 */
export function stringFilters(inputs: readonly Input[], use: FilterUse): readonly Comparison<string>[] {
  const used = inputs.map((input) => comparatorIn(input, use, names));
  refuseMixtures(used, inputs);
  return inputs.map((input, at) => comparison(used[at] ?? "EQUALS", input.text("Value", { pattern: /\S/ })));
}

/** The comparison named in a filter; EQUALS when it names none. */
export function comparatorIn(input: Input, use: FilterUse, known: readonly string[]): string {
  const name = input.optionalChoice("Comparison", known) ?? "EQUALS";
  if (name === "CONTAINS_WORD") throw input.fault("CONTAINS_WORD works only in GetFindingsV2", "Comparison");
  if (use === "GetFindings" && forRulesOnly.includes(name)) {
    throw input.fault(`${name} can be used only with automation rules`, "Comparison");
  }
  return name;
}

export function comparison(name: string, wanted: string): Comparison<string> {
  const holds = positive[name] ?? negative[name];
  return { negative: name in negative, holds: (value) => holds?.(value, wanted) ?? false };
}

/** Pairs of comparisons that may not meet on one attribute. */
const mixtures: readonly (readonly [string, string])[] = [
  ["EQUALS", "NOT_EQUALS"],
  ["EQUALS", "PREFIX_NOT_EQUALS"],
  ["CONTAINS", "NOT_CONTAINS"],
];

export function refuseMixtures(used: readonly string[], inputs: readonly Input[]): void {
  for (const [one, other] of mixtures) {
    if (used.includes(one) && used.includes(other)) {
      throw inputs[0]?.fault(`${one} and ${other} cannot be combined on the same field`);
    }
  }
}
