import type { ServiceError } from "#local/service.ts";
import { invalid } from "../table-error.ts";
import { typeOf, type Value, type ValueType } from "../value.ts";
import { orderOf } from "../value-order.ts";
import { isSamePath, stepsOf, written } from "./document-path.ts";
import type { Check, ConditionNode, Operand } from "./syntax.ts";

const ordered: readonly ValueType[] = ["S", "N"];
const sized: readonly ValueType[] = ["S", "L", "M", "SS", "NS"];
const typeNames = ["B", "BOOL", "BS", "L", "M", "N", "NS", "NULL", "S", "SS"];

/**
 * What a condition demands of the values of a request before any item is looked at: DynamoDB refuses a wrong type that comes from
 * the request, while one that comes from the item only makes the condition false.
 * @param kind names the expression in the errors
 */
export function conditionChecks(kind: string, node: ConditionNode): Check[] {
  const fault = (message: string) => invalid(`Invalid ${kind}: ${message}`);
  return [...checksOf(node, fault)];
}

type Fault = (message: string) => ServiceError;

function* checksOf(node: ConditionNode, fault: Fault): Generator<Check> {
  switch (node.kind) {
    case "and":
    case "or":
      yield* checksOf(node.left, fault);
      yield* checksOf(node.right, fault);
      return;
    case "not":
      yield* checksOf(node.condition, fault);
      return;
    case "compare":
      yield* distinctCheck(node.comparator, [node.left, node.right], fault);
      if (node.comparator !== "=" && node.comparator !== "<>") {
        yield* typeChecks(node.comparator, [node.left, node.right], ordered, fault);
      }
      return;
    case "between":
      yield* nestedChecks([node.operand, node.low, node.high], fault);
      yield* typeChecks("BETWEEN", [node.operand, node.low, node.high], ordered, fault);
      yield* boundsCheck(node.low, node.high, fault);
      return;
    case "in":
      yield* nestedChecks([node.operand, ...node.among], fault);
      return;
    case "call":
      yield* callChecks(node.name, node.operands, fault);
  }
}

function* callChecks(name: string, operands: readonly Operand[], fault: Fault): Generator<Check> {
  yield* distinctCheck(name, operands, fault);
  const [first, second] = operands;
  switch (name) {
    case "attribute_exists":
    case "attribute_not_exists":
      if (first?.kind === "path") return;
      throw fault(`Operator or function requires a document path; operator or function: ${name}`);
    case "attribute_type":
      if (second?.kind !== "constant") throw wrongType(fault, name, `{${typeNames.join(",")}}`);
      yield* typeChecks(name, [second], ["S"], fault);
      yield ({ values }) => {
        const type = values[second.ref];
        if (typeof type === "string" && typeNames.includes(type)) return;
        throw fault(`Invalid attribute type name found; type: ${type}, valid types: {${typeNames.join(",")}}`);
      };
      return;
    case "begins_with":
      yield* typeChecks(name, operands, ["S"], fault);
      return;
    case "size":
      yield* typeChecks(name, operands, sized, fault);
  }
}

function* nestedChecks(operands: readonly Operand[], fault: Fault): Generator<Check> {
  for (const operand of operands) if (operand.kind === "call") yield* callChecks(operand.name, operand.operands, fault);
}

/** An operator or function of two does not take the same path twice: `a = a` is refused. */
function* distinctCheck(operator: string, operands: readonly Operand[], fault: Fault): Generator<Check> {
  yield* nestedChecks(operands, fault);
  const [first, second] = operands;
  if (first?.kind !== "path" || second?.kind !== "path") return;
  yield (parameters) => {
    const steps = stepsOf(first, parameters);
    if (!isSamePath(steps, stepsOf(second, parameters))) return;
    throw fault(
      "The first operand must be distinct from the remaining operands for this operator or function; " +
        `operator: ${operator}, first operand: ${written(steps)}`,
    );
  };
}

/** Checks the type of each operand that the request gives. */
function* typeChecks(
  operator: string,
  operands: readonly Operand[],
  types: readonly ValueType[],
  fault: Fault,
): Generator<Check> {
  for (const operand of operands) {
    if (operand.kind !== "constant") continue;
    yield ({ values }) => {
      const value = values[operand.ref];
      if (value !== undefined && !types.includes(typeOf(value))) throw wrongType(fault, operator, typeOf(value));
    };
  }
}

function wrongType(fault: Fault, operator: string, type: string): ServiceError {
  return fault(
    `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
  );
}

function* boundsCheck(low: Operand, high: Operand, fault: Fault): Generator<Check> {
  if (low.kind !== "constant" || high.kind !== "constant") return;
  yield ({ values }) => {
    const [from, to] = [values[low.ref], values[high.ref]];
    if (from === undefined || to === undefined || orderOf(from, to) <= 0) return;
    throw fault(boundsFault(from, to));
  };
}

function boundsFault(low: Value, high: Value): string {
  const wanted =
    typeOf(low) === typeOf(high)
      ? "upper bound to be greater than or equal to lower bound"
      : "same data type for lower and upper bounds";
  return `The BETWEEN operator requires ${wanted}; lower bound operand: ${typeOf(low)}, upper bound operand: ${typeOf(high)}`;
}
