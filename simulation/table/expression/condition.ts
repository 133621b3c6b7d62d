import { isList, isMap, isSet, typeOf, type Value } from "../value.ts";
import { equalValues, orderOf } from "../value-order.ts";
import { conditionChecks } from "./condition-checks.ts";
import { parseCondition } from "./condition-parser.ts";
import { readerOf } from "./document-path.ts";
import { ExpressionReader } from "./expression-reader.ts";
import type { Call, Comparator, ConditionNode, Expression, Operand, Scope } from "./syntax.ts";

export interface Condition extends Expression {
  readonly node: ConditionNode;
  holds(scope: Scope): boolean;
}

/**
 * A condition that is ready to be asked again and again.
 * @throws {ServiceError} ValidationException: anything that DynamoDB, or this table, does not know
 */
export function compileCondition(kind: string, text: string): Condition {
  const reader = new ExpressionReader(kind, text);
  const node = parseCondition(reader);
  const { names, values, paths } = reader;
  return { kind, names, values, paths, checks: conditionChecks(kind, node), node, holds: testOf(node) };
}

type Test = (scope: Scope) => boolean;
type Read = (scope: Scope) => Value | undefined;

function testOf(node: ConditionNode): Test {
  switch (node.kind) {
    case "and": {
      const [left, right] = [testOf(node.left), testOf(node.right)];
      return (scope) => left(scope) && right(scope);
    }
    case "or": {
      const [left, right] = [testOf(node.left), testOf(node.right)];
      return (scope) => left(scope) || right(scope);
    }
    case "not": {
      const test = testOf(node.condition);
      return (scope) => !test(scope);
    }
    case "compare":
      return comparison(node.comparator, readOf(node.left), readOf(node.right));
    case "between": {
      const [read, low, high] = [readOf(node.operand), readOf(node.low), readOf(node.high)];
      return (scope) => orderOf(read(scope), low(scope)) >= 0 && orderOf(read(scope), high(scope)) <= 0;
    }
    case "in": {
      const read = readOf(node.operand);
      const among = node.among.map(readOf);
      return (scope) => among.some((other) => isEqual(read(scope), other(scope)));
    }
    case "call":
      return functionTest(node);
  }
}

// An attribute that is not there equals nothing, not even another one that is not there; and it is neither above nor below.
function comparison(comparator: Comparator, left: Read, right: Read): Test {
  switch (comparator) {
    case "=":
      return (scope) => isEqual(left(scope), right(scope));
    case "<>":
      return (scope) => !isEqual(left(scope), right(scope));
    case "<":
      return (scope) => orderOf(left(scope), right(scope)) < 0;
    case "<=":
      return (scope) => orderOf(left(scope), right(scope)) <= 0;
    case ">":
      return (scope) => orderOf(left(scope), right(scope)) > 0;
    case ">=":
      return (scope) => orderOf(left(scope), right(scope)) >= 0;
  }
}

function isEqual(a: Value | undefined, b: Value | undefined): boolean {
  return a !== undefined && b !== undefined && equalValues(a, b);
}

function functionTest({ name, operands }: Call): Test {
  const [first = nothing, second = nothing] = operands.map(readOf);
  switch (name) {
    case "attribute_exists":
      return (scope) => first(scope) !== undefined;
    case "attribute_not_exists":
      return (scope) => first(scope) === undefined;
    case "attribute_type":
      return (scope) => isOfType(first(scope), second(scope));
    case "begins_with":
      return (scope) => beginsWith(first(scope), second(scope));
    case "contains":
      return (scope) => contains(first(scope), second(scope));
    default:
      throw new Error(
        `Cannot compile a condition: the parser let "${name}" through, which is no function of conditions`,
      );
  }
}

const nothing: Read = () => undefined;

function isOfType(value: Value | undefined, type: Value | undefined): boolean {
  return value !== undefined && typeOf(value) === type;
}

function beginsWith(text: Value | undefined, start: Value | undefined): boolean {
  return typeof text === "string" && typeof start === "string" && text.startsWith(start);
}

function contains(whole: Value | undefined, part: Value | undefined): boolean {
  if (part === undefined) return false;
  if (typeof whole === "string") return typeof part === "string" && whole.includes(part);
  if (isSet(whole)) return (typeof part === "string" || typeof part === "number") && whole.has(part);
  return isList(whole) && whole.some((element) => equalValues(element, part));
}

function readOf(operand: Operand): Read {
  switch (operand.kind) {
    case "path":
      return readerOf(operand);
    case "constant":
      return ({ values }) => values[operand.ref];
    case "call": {
      const [read = nothing] = operand.operands.map(readOf);
      return (scope) => sizeOf(read(scope));
    }
  }
}

/** Texts by their UTF-16 units; what has no size answers nothing. */
function sizeOf(value: Value | undefined): number | undefined {
  if (typeof value === "string" || isList(value)) return value.length;
  return isMap(value) || isSet(value) ? value.size : undefined;
}
