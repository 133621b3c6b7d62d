import type { Attributes, AttributeValue } from "./attribute-value.ts";

/** As of `@aws-sdk/lib-dynamodb`. */
export interface MarshallOptions {
  /** Leave undefined members and elements out, in place of throwing. */
  readonly removeUndefinedValues: boolean;
}

type Plain = Readonly<Record<string, unknown>>;

/**
 * An item, or a part of one, as a document client sends it.
 * @throws {Error} as the SDK: a value that DynamoDB cannot hold
 */
export function marshalled(plain: Plain, options: MarshallOptions): Attributes {
  const attributes: Attributes = {};
  for (const name in plain) {
    const value = plain[name];
    if (typeof value === "function" || (value === undefined && options.removeUndefinedValues)) continue;
    attributes[name] = attributeOf(value, options);
  }
  return attributes;
}

function attributeOf(value: unknown, options: MarshallOptions): AttributeValue {
  switch (typeof value) {
    case "string":
      return { S: value };
    case "number":
      return { N: numberText(value) };
    case "boolean":
      return { BOOL: value };
    case "bigint":
      return { N: String(value) };
    case "undefined":
      throw new Error("Pass options.removeUndefinedValues=true to remove undefined values from map/array/set.");
    default:
      if (value === null) return { NULL: true };
      if (Array.isArray(value)) return { L: listOf(value, options) };
      if (value instanceof Set) return setOf([...value], options);
      if (isPlain(value)) return { M: marshalled(value, options) };
      throw new Error(
        `Cannot marshall a value of type ${typeof value}: only plain values, lists, sets and objects are`,
      );
  }
}

function listOf(list: readonly unknown[], options: MarshallOptions): AttributeValue[] {
  return list
    .filter((element) => typeof element !== "function" && !(element === undefined && options.removeUndefinedValues))
    .map((element) => attributeOf(element, options));
}

function setOf(set: readonly unknown[], options: MarshallOptions): AttributeValue {
  const elements = listOf(set, options);
  const texts = elements.flatMap((element) => ("S" in element ? [element.S] : []));
  const numbers = elements.flatMap((element) => ("N" in element ? [element.N] : []));
  if (elements.length === 0) throw new Error("Pass a non-empty set, or options.convertEmptyValues=true.");
  if (texts.length === elements.length) return { SS: texts };
  if (numbers.length === elements.length) return { NS: numbers };
  throw new Error("Only Number Set (NS), Binary Set (BS) or String Set (SS) are allowed.");
}

function numberText(number: number): string {
  if (!Number.isFinite(number)) throw new Error(`Special numeric value ${number} is not allowed`);
  if (Math.abs(number) <= Number.MAX_SAFE_INTEGER) return String(number);
  const bound = number > 0 ? "greater than Number.MAX_SAFE_INTEGER" : "lesser than Number.MIN_SAFE_INTEGER";
  throw new Error(`Number ${number} is ${bound}. Use NumberValue from @aws-sdk/lib-dynamodb.`);
}

function isPlain(value: unknown): value is Plain {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** An item, or a part of one, as a document client answers it. */
export function unmarshalled(attributes: Attributes): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const name in attributes) {
    const attribute = attributes[name];
    if (attribute) plain[name] = plainOf(attribute);
  }
  return plain;
}

function plainOf(attribute: AttributeValue): unknown {
  if ("S" in attribute) return attribute.S;
  if ("N" in attribute) return numberOf(attribute.N);
  if ("M" in attribute) return unmarshalled(attribute.M);
  if ("L" in attribute) return attribute.L.map(plainOf);
  if ("BOOL" in attribute) return attribute.BOOL;
  if ("SS" in attribute) return new Set(attribute.SS);
  return "NS" in attribute ? new Set(attribute.NS.map(numberOf)) : null;
}

function numberOf(text: string): number | bigint {
  const number = Number(text);
  return Math.abs(number) > Number.MAX_SAFE_INTEGER ? BigInt(text) : number;
}
