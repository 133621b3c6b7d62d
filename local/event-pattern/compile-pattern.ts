import { type Branch, branchesOf } from "./branch.ts";
import { arraysOf, type ChosenElements, chosenWith, distinctChoices } from "./chosen-elements.ts";
import { type EventField, fieldsOf, wantedFields } from "./event-field.ts";
import type { FieldTest } from "./field-test.ts";
import type { Leaf } from "./leaf.ts";

type Fields = ReadonlyMap<string, readonly EventField[]>;

/**
 * Compiles an EventBridge event pattern (parsed JSON) to a test. Two fields below one array must match in the same
 * element; fields are taken in the order of their names, as AWS's event-ruler does.
 * @throws {InvalidEventPattern} the pattern is malformed or uses what EventBridge does not know
 * @see docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function compilePattern(pattern: unknown): (event: unknown) => boolean {
  const branches = branchesOf(pattern).map(byName);
  const wanted = wantedFields(new Set(branches.flatMap((branch) => [...branch.keys()])));
  return (event) => {
    if (typeof event !== "object" || event === null || Array.isArray(event)) return false;
    const possible = branches.filter((branch) => mayMatch(branch, event as Readonly<Record<string, unknown>>));
    if (possible.length === 0) return false;
    const fields = fieldsOf(event, wanted);
    return possible.some((branch) => branchMatches(branch, fields));
  };
}

/** Most events are told apart by what stands at their top level, `source` and `detail-type`: no need to look into them. */
function mayMatch(branch: Branch, event: Readonly<Record<string, unknown>>): boolean {
  for (const [name, { accepts, acceptsAbsence }] of branch) {
    // A name with a dot is deeper, and one without can be: below the empty name.
    if (name.includes(".") || branch.has("")) continue;
    const value = event[name];
    if (Object.hasOwn(event, name) ? isLeaf(value) && !accepts(value) : !acceptsAbsence) return false;
  }
  return true;
}

function isLeaf(value: unknown): value is Leaf {
  return typeof value !== "object" || value === null;
}

function byName(branch: Branch): Branch {
  return new Map([...branch].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function branchMatches(branch: Branch, fields: Fields): boolean {
  let later: ReadonlyMap<string, ReadonlySet<number>> | undefined;
  let choices: readonly ChosenElements[] = [new Map()];
  for (const [name, test] of branch) {
    const next = choices.flatMap((chosen) => choicesAfter(chosen, test, fields.get(name) ?? []));
    if (next.length === 0) return false;
    choices = next;
    // A single choice is nobody's double.
    if (next.length === 1) continue;
    later ??= laterArrays(branch, fields);
    choices = distinctChoices(next, later.get(name) ?? new Set());
  }
  return true;
}

/** For each name, the arrays that fields after it lie in. */
function laterArrays(branch: Branch, fields: Fields): Map<string, ReadonlySet<number>> {
  const later = new Map<string, ReadonlySet<number>>();
  let arrays = new Set<number>();
  for (const name of [...branch.keys()].reverse()) {
    later.set(name, arrays);
    arrays = new Set([...arrays, ...arraysOf(fields.get(name) ?? [])]);
  }
  return later;
}

/** Absent means: no value at the name lies in the elements chosen so far. */
function choicesAfter(chosen: ChosenElements, test: FieldTest, fields: readonly EventField[]): ChosenElements[] {
  const choices: ChosenElements[] = [];
  let absent = true;
  for (const { leaf, within } of fields) {
    const extended = chosenWith(chosen, within);
    if (extended === undefined) continue;
    absent = false;
    if (test.accepts(leaf)) choices.push(extended);
  }
  if (absent && test.acceptsAbsence) choices.push(chosen);
  return choices;
}
