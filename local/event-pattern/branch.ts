import { type FieldTest, fieldTest } from "./field-test.ts";
import { InvalidEventPattern } from "./invalid-event-pattern.ts";

/** Tests by full field name (`detail.findings.Id`) that must all hold; a pattern is one branch, or several by `$or`. */
export type Branch = ReadonlyMap<string, FieldTest>;

// EventBridge's own limit on the combinations one pattern may unfold to.
const branchesMax = 1000;

/** Names kept for operators, now or later: a field inside `$or` cannot be called so. */
const reservedInOr = new Set(
  `exactly equals-ignore-case prefix suffix anything-but exists wildcard numeric cidr html = < <= > >= regex
  not-wildcard not-equals-ignore-case date-after date-on-or-after date-before date-on-or-before in-date-range
  ip-address-in-range ip-address-not-in-range`.split(/\s+/),
);

/**
 * Unfolds a pattern to branches, one for each combination of `$or` alternatives.
 * @throws {InvalidEventPattern} not an object, malformed, or a field tested twice in one branch (EventBridge refuses that)
 */
export function branchesOf(pattern: unknown): readonly Branch[] {
  if (!isObject(pattern)) throw new InvalidEventPattern("it is no JSON object, want one");
  return unfold(pattern, "", false, [new Map()]);
}

function unfold(pattern: object, prefix: string, insideOr: boolean, given: readonly Branch[]): readonly Branch[] {
  const entries = Object.entries(pattern);
  if (entries.length === 0) throw new InvalidEventPattern(`"${prefix}" is an empty object, want at least one field`);
  let branches = given;
  for (const [key, value] of entries) {
    if (key === "$or") {
      branches = unfoldOr(value, prefix, branches);
      continue;
    }
    const name = prefix === "" ? key : `${prefix}.${key}`;
    if (insideOr && reservedInOr.has(key)) throw new InvalidEventPattern(`"${name}" is a reserved name inside $or`);
    if (Array.isArray(value)) branches = withTest(branches, name, fieldTest(value, name));
    else if (isObject(value)) branches = unfold(value, name, insideOr, branches);
    else throw new InvalidEventPattern(`"${name}" is a bare value, want an object or an array`);
  }
  return branches;
}

function unfoldOr(value: unknown, prefix: string, given: readonly Branch[]): readonly Branch[] {
  if (!Array.isArray(value) || value.length < 2 || !value.every(isObject)) {
    throw new InvalidEventPattern("$or is not an array of objects, want at least two");
  }
  const branches = value.flatMap((alternative: object) => unfold(alternative, prefix, true, given));
  if (branches.length > branchesMax) {
    throw new InvalidEventPattern(`$or unfolds to ${branches.length} combinations, limit is ${branchesMax}`);
  }
  return branches;
}

function withTest(branches: readonly Branch[], name: string, test: FieldTest): readonly Branch[] {
  return branches.map((branch) => {
    if (branch.has(name))
      throw new InvalidEventPattern(`"${name}" is tested twice (inside and outside $or), want once`);
    return new Map(branch).set(name, test);
  });
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
