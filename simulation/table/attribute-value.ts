import { isRecord } from "#local/services/request/record.ts";
import { numberOf } from "./number.ts";
import { invalid, misshapen } from "./table-error.ts";
import type { Value } from "./value.ts";

/** A value as DynamoDB's API writes it, one member set. Binary types are not among them: the table refuses those. */
export type AttributeValue =
  | { S: string }
  | { N: string }
  | { BOOL: boolean }
  | { NULL: true }
  | { L: AttributeValue[] }
  | { M: Attributes }
  | { SS: string[] }
  | { NS: string[] };

export interface Attributes {
  [name: string]: AttributeValue;
}

const levelsMax = 32;

/**
 * Reads an item, or a key, that a caller sent; nothing of the caller's objects is kept.
 * @throws {ServiceError} ValidationException or SerializationException
 */
export function readItem(attributes: unknown, member: string): Map<string, Value> {
  return mapOf(attributes, member, 1);
}

/** @throws {ServiceError} ValidationException or SerializationException */
export function readValue(attribute: unknown, level = 1): Value {
  if (!isRecord(attribute)) throw misshapen("AttributeValue", "an object");
  const type = onlyMemberOf(attribute);
  const content = attribute[type];
  switch (type) {
    case "S":
      return textOf(content);
    case "N":
      return numberOf(textOf(content));
    case "BOOL":
      if (typeof content !== "boolean") throw misshapen("BOOL", "a boolean");
      return content;
    case "NULL":
      if (content !== true) throw invalid(`${wrong}: Null attribute value types must have the value of true`);
      return null;
    case "L":
      if (level >= levelsMax) throw invalid(tooDeep);
      return listOf(content, "L").map((element) => readValue(element, level + 1));
    case "M":
      if (level >= levelsMax) throw invalid(tooDeep);
      return mapOf(content, "M", level + 1);
    case "SS":
      return setOf(listOf(content, "SS").map(textOf), "string");
    case "NS":
      return setOf(listOf(content, "NS").map(textOf).map(numberOf), "number");
    default:
      throw invalid(
        `Cannot hold an attribute value of type ${type}: this table knows S, N, BOOL, NULL, L, M, SS and NS`,
      );
  }
}

const wrong = "One or more parameter values were invalid";
const tooDeep = `${wrong}: Nesting Levels have exceeded supported limits`;
const exactlyOne = "must contain exactly one of the supported datatypes";

function onlyMemberOf(attribute: Readonly<Record<string, unknown>>): string {
  let only: string | undefined;
  for (const member in attribute) {
    if (attribute[member] === undefined) continue;
    if (only !== undefined) throw invalid(`Supplied AttributeValue has more than one datatypes set, ${exactlyOne}`);
    only = member;
  }
  if (only === undefined) throw invalid(`Supplied AttributeValue is empty, ${exactlyOne}`);
  return only;
}

function mapOf(attributes: unknown, member: string, level: number): Map<string, Value> {
  if (!isRecord(attributes)) throw misshapen(member, "an object");
  const map = new Map<string, Value>();
  for (const name in attributes) {
    const attribute = attributes[name];
    if (attribute === undefined) continue;
    // Answers are plain objects, which cannot have a member of that name.
    if (name === "__proto__") throw invalid(`Cannot hold an attribute named "__proto__"`);
    map.set(name, readValue(attribute, level));
  }
  return map;
}

function setOf<T extends string | number>(elements: readonly T[], kind: "string" | "number"): Set<T> {
  if (elements.length === 0) throw invalid(`${wrong}: An ${kind} set  may not be empty`);
  const set = new Set(elements);
  if (set.size === elements.length) return set;
  throw invalid(`${wrong}: Input collection [${elements.join(", ")}] contains duplicates.`);
}

function listOf(content: unknown, member: string): readonly unknown[] {
  if (!Array.isArray(content)) throw misshapen(member, "a list");
  return content;
}

function textOf(content: unknown): string {
  if (typeof content !== "string") throw misshapen("AttributeValue", "a string");
  return content;
}
