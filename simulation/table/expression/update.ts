import { ItemDraft } from "../item-draft.ts";
import { sumOf } from "../number.ts";
import { invalid } from "../table-error.ts";
import { type Item, isList, isSet, type SetValue, setTypeOf, type Value } from "../value.ts";
import { readerOf, stepsOf, valueAt } from "./document-path.ts";
import { ExpressionReader } from "./expression-reader.ts";
import type { Expression, Operand, Path, Scope } from "./syntax.ts";
import { updateChecks } from "./update-checks.ts";
import { type Action, type Assigned, parseUpdate } from "./update-parser.ts";

export interface Update extends Expression {
  readonly actions: readonly Action[];
  /** The paths that it changes. */
  readonly targets: readonly Path[];
  /** Whether it only takes away: then it makes no item where there is none. */
  readonly onlyTakesAway: boolean;
  /**
   * The item as it is afterwards; every operand is read before anything changes.
   * @param exists false when the item of the scope is a key and no more: REMOVE has nothing to complain of then
   * @throws {ServiceError} ValidationException: the item does not suit the expression
   */
  applied(scope: Scope, exists: boolean): Item;
}

/**
 * An update that is ready to be made again and again.
 * @throws {ServiceError} ValidationException: anything that DynamoDB, or this table, does not know
 */
export function compileUpdate(kind: string, text: string): Update {
  const reader = new ExpressionReader(kind, text);
  const actions = parseUpdate(reader);
  const { names, values, paths } = reader;
  const edits = actions.map(editOf);
  return {
    kind,
    names,
    values,
    paths,
    checks: updateChecks(kind, actions),
    actions,
    targets: actions.map(({ path }) => path),
    onlyTakesAway: actions.every((action) => action.kind === "REMOVE" || action.kind === "DELETE"),
    applied(scope, exists) {
      const made = edits.map((edit) => edit(scope));
      const draft = new ItemDraft(scope.item);
      for (const [at, value] of made.entries()) {
        const action = actions[at];
        if (!action || (action.kind === "REMOVE" && !exists)) continue;
        const steps = stepsOf(action.path, scope);
        if (value === undefined) draft.remove(steps);
        else draft.set(steps, value);
      }
      return draft.item();
    },
  };
}

/** What an action puts at its path; undefined takes away what is there. */
type Edit = (scope: Scope) => Value | undefined;

function editOf(action: Action): Edit {
  const { path } = action;
  switch (action.kind) {
    case "SET":
      return presentValue(readAssigned(action.assigned));
    case "REMOVE":
      return () => undefined;
    default: {
      const combine = action.kind === "ADD" ? added : withoutElements;
      return (scope) => {
        const operand = scope.values[action.constant.ref];
        return operand === undefined ? undefined : combine(valueAt(scope.item, stepsOf(path, scope)), operand);
      };
    }
  }
}

type Read = (scope: Scope) => Value | undefined;

function readAssigned(assigned: Assigned): Read {
  if (assigned.kind !== "sum") return readOperand(assigned);
  const [left, right] = [presentValue(readOperand(assigned.left)), presentValue(readOperand(assigned.right))];
  const sign = assigned.sign === "+" ? 1 : -1;
  return (scope) => sumOf(asNumber(left(scope)), sign * asNumber(right(scope)));
}

function readOperand(operand: Operand): Read {
  switch (operand.kind) {
    case "path":
      return readerOf(operand);
    case "constant":
      return ({ values }) => values[operand.ref];
    case "call": {
      const [first, second] = operand.operands.map(readOperand);
      if (!first || !second) return () => undefined;
      if (operand.name === "if_not_exists") return (scope) => first(scope) ?? second(scope);
      const [head, tail] = [presentValue(first), presentValue(second)];
      return (scope) => [...asList(head(scope)), ...asList(tail(scope))];
    }
  }
}

function presentValue(read: Read): (scope: Scope) => Value {
  return (scope) => {
    const value = read(scope);
    if (value !== undefined) return value;
    throw invalid("The provided expression refers to an attribute that does not exist in the item");
  };
}

function asNumber(value: Value): number {
  if (typeof value !== "number") throw wrongType();
  return value;
}

function asList(value: Value): readonly Value[] {
  if (!isList(value)) throw wrongType();
  return value;
}

function added(existing: Value | undefined, operand: Value): Value {
  if (existing === undefined) return operand;
  if (typeof operand === "number") return sumOf(asNumber(existing), operand);
  return new Set([...asSetLike(existing, operand), ...asSetLike(operand, operand)]);
}

/** @returns undefined when nothing is left: there are no empty sets */
function withoutElements(existing: Value | undefined, operand: Value): Value | undefined {
  if (existing === undefined) return undefined;
  const removed = asSetLike(operand, operand);
  const left = [...asSetLike(existing, operand)].filter((element) => !removed.has(element));
  return left.length > 0 ? new Set(left) : undefined;
}

function asSetLike(value: Value, other: Value): SetValue {
  if (isSet(value) && isSet(other) && setTypeOf(value) === setTypeOf(other)) return value;
  throw wrongType();
}

function wrongType(): Error {
  return invalid("An operand in the update expression has an incorrect data type");
}
