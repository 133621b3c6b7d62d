import type { Input } from "../request/input.ts";
import { findingAttributes } from "./filters/attributes.ts";
import { valuesAt } from "./finding.ts";
import type { SeenFinding } from "./finding-store.ts";

type Compare = (a: SeenFinding, b: SeenFinding) => number;

/** The order SortCriteria asks for: field by field, then the order of creation. */
export function orderIn(criteria: readonly Input[] = []): Compare {
  const compares = criteria.map((criterion): Compare => {
    const name = criterion.text("Field", { pattern: /\S/ });
    const attribute = findingAttributes.get(name);
    if (!attribute) throw criterion.fault(`${name} is not an attribute that can be sorted by`, "Field");
    const sign = criterion.optionalChoice("SortOrder", ["asc", "desc"]) === "desc" ? -1 : 1;
    return (a, b) =>
      sign * compareValues(valuesAt(a.finding, attribute.path)[0], valuesAt(b.finding, attribute.path)[0]);
  });
  return (a, b) => {
    for (const compare of compares) {
      const order = compare(a, b);
      if (order !== 0) return order;
    }
    return a.ordinal - b.ordinal;
  };
}

/** Numbers by size, everything else as text; what is absent comes first. */
function compareValues(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [left, right] = [a, b].map((value) => (value === undefined ? "" : JSON.stringify(value)));
  if (left === right) return 0;
  return (left ?? "") < (right ?? "") ? -1 : 1;
}
