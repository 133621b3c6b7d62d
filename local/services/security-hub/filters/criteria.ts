import type { Input } from "../../request/input.ts";
import { instantOf } from "../../request/instant.ts";
import { isRecord } from "../../request/record.ts";
import { type Finding, valuesAt } from "../finding.ts";
import { type Attribute, findingAttributes, ruleAttributes } from "./attributes.ts";
import { satisfies } from "./comparison.ts";
import { dateFilters } from "./date-filter.ts";
import { ipFilters } from "./ip-filter.ts";
import { mapFilters } from "./map-filter.ts";
import { numberFilters } from "./number-filter.ts";
import { type FilterUse, stringFilters } from "./string-filter.ts";

/** Whether a finding meets a set of filters. */
export type Criteria = (finding: Finding) => boolean;

const attributesMax: Readonly<Record<FilterUse, number>> = { GetFindings: 10, "automation rule": Infinity };
const valuesMax = 20;

/**
 * The criteria in a structure of filters by attribute; a finding must meet every attribute's.
 * @throws {ServiceError} a filter that the use does not know (by name), or that is not well-formed
 */
export function criteriaOf(filters: Input | undefined, use: FilterUse, nowMs: () => number): Criteria {
  const known = use === "GetFindings" ? findingAttributes : ruleAttributes;
  const names = filters?.names() ?? [];
  if (names.length > attributesMax[use])
    throw filters?.fault(`At most ${attributesMax[use]} attributes can be filtered`);
  const all = names.map((name) => {
    const attribute = known.get(name);
    if (!filters || !attribute) throw filters?.fault(`${name} is not an attribute that can be filtered`, name);
    const given = filters.objects(name, { max: valuesMax });
    return given.length === 0 ? () => true : attributeCriteria(attribute, given, use, nowMs);
  });
  return (finding) => all.every((criteria) => criteria(finding));
}

function attributeCriteria(
  attribute: Attribute,
  given: readonly Input[],
  use: FilterUse,
  nowMs: () => number,
): Criteria {
  switch (attribute.kind) {
    case "string":
      return over(attribute, textOf, stringFilters(given, use));
    case "date":
      return over(attribute, instantOf, dateFilters(given, nowMs));
    case "number":
      return over(attribute, numberOf, numberFilters(given));
    case "map":
      return over(attribute, (value) => (isRecord(value) ? value : undefined), mapFilters(given, use));
    case "ip":
      return over(attribute, textOf, ipFilters(given));
    case "keyword":
      return keywordCriteria(given.map((filter) => filter.text("Value", { pattern: /\S/ })));
    case "boolean":
      return booleanCriteria(attribute, given);
  }
}

function over<T>(
  { path }: Attribute,
  read: (value: unknown) => T | undefined,
  comparisons: Parameters<typeof satisfies<T>>[1],
): Criteria {
  return (finding) => {
    const values = valuesAt(finding, path).flatMap((value) => {
      const known = read(value);
      return known === undefined ? [] : [known];
    });
    return satisfies(values, comparisons);
  };
}

function booleanCriteria({ path }: Attribute, given: readonly Input[]): Criteria {
  const wanted = given.map((filter) => filter.optionalBoolean("Value") ?? false);
  return (finding) => wanted.includes(valuesAt(finding, path)[0] === true);
}

function keywordCriteria(keywords: readonly string[]): Criteria {
  return (finding) => {
    const text = JSON.stringify(finding).toLowerCase();
    return keywords.some((keyword) => text.includes(JSON.stringify(keyword.toLowerCase()).slice(1, -1)));
  };
}

const textOf = (value: unknown) => (typeof value === "string" ? value : undefined);
const numberOf = (value: unknown) => (typeof value === "number" ? value : undefined);
