import { ignoringCase } from "./ignore-case.ts";
import { InvalidEventPattern } from "./invalid-event-pattern.ts";
import { wildcardTest } from "./wildcard.ts";

export type TextOperator = "exactly" | "prefix" | "suffix" | "equals-ignore-case" | "wildcard";

/**
 * Compiles an operator on strings. `prefix` and `suffix` take a string or `{"equals-ignore-case": string}`.
 * @throws {InvalidEventPattern} the operand is neither
 */
export function textTest(operator: TextOperator, operand: unknown): (text: string) => boolean {
  if (typeof operand !== "string") return ignoreCaseAffix(operator, operand);
  switch (operator) {
    case "exactly":
      return (text) => text === operand;
    case "prefix":
      return (text) => text.startsWith(operand);
    case "suffix":
      return (text) => text.endsWith(operand);
    case "equals-ignore-case":
      return regExpTest(`^${ignoringCase(operand)}$`);
    case "wildcard":
      return wildcardTest(operand);
  }
}

function ignoreCaseAffix(operator: TextOperator, operand: unknown): (text: string) => boolean {
  const entries = typeof operand === "object" && operand !== null ? Object.entries(operand) : [];
  const [inner, text] = entries[0] ?? [];
  if (entries.length === 1 && inner === "equals-ignore-case" && typeof text === "string") {
    if (operator === "prefix") return regExpTest(`^${ignoringCase(text)}`);
    if (operator === "suffix") return regExpTest(`${ignoringCase(text)}$`);
  }
  throw new InvalidEventPattern(`${operator} has ${JSON.stringify(operand)}, want a string`);
}

function regExpTest(source: string): (text: string) => boolean {
  const regExp = new RegExp(source, "s");
  return (text) => regExp.test(text);
}
