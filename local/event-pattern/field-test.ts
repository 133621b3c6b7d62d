import { anythingButTest } from "./anything-but.ts";
import { InvalidEventPattern } from "./invalid-event-pattern.ts";
import { cidrTest, ipAddress } from "./ip-address.ts";
import type { Leaf, LeafTest } from "./leaf.ts";
import { numericTest } from "./numeric.ts";
import { textTest } from "./text-test.ts";

/** What a pattern says about one field: which values it accepts, and whether it accepts the field's absence. */
export interface FieldTest {
  readonly accepts: LeafTest;
  readonly acceptsAbsence: boolean;
}

/**
 * Compiles the array of alternatives that a pattern gives for one field.
 * @throws {InvalidEventPattern} empty, or an alternative EventBridge does not know
 * @see docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function fieldTest(alternatives: readonly unknown[], field: string): FieldTest {
  if (alternatives.length === 0)
    throw new InvalidEventPattern(`"${field}" has an empty array, want at least one value`);
  const tests: LeafTest[] = [];
  let acceptsAbsence = false;
  for (const alternative of alternatives) {
    if (isAbsence(alternative)) acceptsAbsence = true;
    else tests.push(alternativeTest(alternative, field));
  }
  return { acceptsAbsence, accepts: (leaf) => tests.some((test) => test(leaf)) };
}

function isAbsence(alternative: unknown): boolean {
  const keys = typeof alternative === "object" && alternative !== null ? Object.entries(alternative) : [];
  return keys.length === 1 && keys[0]?.[0] === "exists" && keys[0][1] === false;
}

function alternativeTest(alternative: unknown, field: string): LeafTest {
  if (typeof alternative === "string") return exactTest(alternative);
  if (typeof alternative === "number" || typeof alternative === "boolean" || alternative === null) {
    return (leaf) => leaf === alternative;
  }
  const entries = Array.isArray(alternative) ? [] : Object.entries(alternative ?? {});
  const [operator, operand] = entries[0] ?? [];
  if (operator === undefined || entries.length !== 1) {
    throw new InvalidEventPattern(`"${field}" has ${JSON.stringify(alternative)}, want a value or one operator`);
  }
  return operatorTest(operator, operand, field);
}

/** An IP address equals itself however it is written, as in AWS's event-ruler. */
function exactTest(text: string): LeafTest {
  const address = ipAddress(text);
  if (!address) return (leaf) => leaf === text;
  return (leaf) => {
    const other = typeof leaf === "string" ? ipAddress(leaf) : undefined;
    return other?.bits === address.bits && other.value === address.value;
  };
}

function operatorTest(operator: string, operand: unknown, field: string): LeafTest {
  switch (operator) {
    case "exactly":
    case "prefix":
    case "suffix":
    case "equals-ignore-case":
    case "wildcard":
      return onStrings(textTest(operator, operand));
    case "anything-but":
      return anythingButTest(operand);
    case "numeric": {
      const test = numericTest(operand);
      return (leaf) => typeof leaf === "number" && test(leaf);
    }
    case "cidr":
      if (typeof operand !== "string") throw new InvalidEventPattern(`"${field}" has a cidr that is no string`);
      return onStrings(cidrTest(operand));
    case "exists":
      if (operand !== true)
        throw new InvalidEventPattern(`"${field}" has exists ${JSON.stringify(operand)}, want a boolean`);
      return () => true;
    default:
      throw new InvalidEventPattern(`"${field}" has the operator "${operator}", which EventBridge does not know`);
  }
}

function onStrings(test: (text: string) => boolean): LeafTest {
  return (leaf: Leaf) => typeof leaf === "string" && test(leaf);
}
