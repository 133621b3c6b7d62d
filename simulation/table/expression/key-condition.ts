import { invalid } from "../table-error.ts";
import { type Item, typeOf, type Value } from "../value.ts";
import { orderOf } from "../value-order.ts";
import type { Condition } from "./condition.ts";
import { stepsOf } from "./document-path.ts";
import type { Comparator, ConditionNode, Operand, Parameters, Path } from "./syntax.ts";

/** One attribute of a key, and what a query asks of it. */
export interface KeyPartCondition {
  readonly attribute: string;
  /** The one value that it may have, when it is asked to be equal. */
  readonly equal: Value | undefined;
  readonly operands: readonly Value[];
  holds(item: Item): boolean;
}

/**
 * What a key condition asks, attribute by attribute.
 * @throws {ServiceError} ValidationException: no query can be asked so
 */
export function keyPartConditions({ node }: Condition, parameters: Parameters): readonly KeyPartCondition[] {
  const parts = [...partsOf(node, parameters)];
  const attributes = new Set(parts.map(({ attribute }) => attribute));
  if (attributes.size === parts.length) return parts;
  throw invalid("KeyConditionExpressions must only contain one condition per key");
}

function* partsOf(node: ConditionNode, parameters: Parameters): Generator<KeyPartCondition> {
  switch (node.kind) {
    case "and":
      yield* partsOf(node.left, parameters);
      yield* partsOf(node.right, parameters);
      return;
    case "compare":
      yield comparisonPart(node.comparator, node.left, node.right, parameters);
      return;
    case "between": {
      const [low, high] = [constantOf(node.low, parameters), constantOf(node.high, parameters)];
      const holds = (value: Value | undefined) => orderOf(value, low) >= 0 && orderOf(value, high) <= 0;
      yield part(attributeOf(node.operand, parameters), [low, high], holds);
      return;
    }
    case "call": {
      const [first, second] = node.operands;
      if (node.name !== "begins_with" || !first || !second) throw invalid(unusable(node.name));
      const start = constantOf(second, parameters);
      const holds = (value: Value | undefined) =>
        typeof value === "string" && typeof start === "string" && value.startsWith(start);
      yield part(attributeOf(first, parameters), [start], holds);
      return;
    }
    default:
      throw invalid(unusable(node.kind.toUpperCase()));
  }
}

const mirrored: Readonly<Record<Comparator, Comparator>> = {
  "=": "=",
  "<>": "<>",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

function comparisonPart(comparator: Comparator, left: Operand, right: Operand, parameters: Parameters) {
  if (left.kind !== "path" && right.kind === "path") {
    return comparisonPart(mirrored[comparator], right, left, parameters);
  }
  const attribute = attributeOf(left, parameters);
  const operand = constantOf(right, parameters);
  const among = accepted[comparator];
  if (!among) throw invalid(unusable(comparator));
  const holds = (value: Value | undefined) => among(orderOf(value, operand));
  return part(attribute, [operand], holds, comparator === "=" ? operand : undefined);
}

const accepted: Readonly<Partial<Record<Comparator, (order: number) => boolean>>> = {
  "=": (order) => order === 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

function part(
  attribute: string,
  operands: readonly Value[],
  holds: (value: Value | undefined) => boolean,
  equal?: Value,
): KeyPartCondition {
  return { attribute, operands, equal, holds: (item) => holds(item.get(attribute)) };
}

function unusable(operator: string): string {
  return `Invalid operator used in KeyConditionExpression: ${operator}`;
}

function attributeOf(operand: Operand, parameters: Parameters): string {
  if (operand.kind !== "path") throw invalid("Invalid condition in KeyConditionExpression: No key attribute specified");
  return onlyStep(operand, parameters);
}

function onlyStep(path: Path, parameters: Parameters): string {
  const [step, ...more] = stepsOf(path, parameters);
  if (more.length === 0 && typeof step === "string") return step;
  throw invalid("KeyConditionExpressions cannot have conditions on nested attributes");
}

function constantOf(operand: Operand, { values }: Parameters): Value {
  const value = operand.kind === "constant" ? values[operand.ref] : undefined;
  if (value !== undefined) return value;
  throw invalid("Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition");
}

/** @throws {ServiceError} ValidationException: the condition compares with values of another type */
export function checkOperandTypes({ operands }: KeyPartCondition, type: string): void {
  if (operands.every((operand) => typeOf(operand) === type)) return;
  throw invalid("One or more parameter values were invalid: Condition parameter type does not match schema type");
}
