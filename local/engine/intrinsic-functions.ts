import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Chance } from "./execution.ts";
import { javaRandom } from "./java-random.ts";
import { isObject } from "./payload.ts";

type IntrinsicFunction = (values: readonly unknown[], chance: Chance) => unknown;

/**
 * The intrinsic functions of JSONPath states. A wrong argument throws a TypeError or RangeError.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
export const intrinsicFunctions: Readonly<Record<string, IntrinsicFunction>> = {
  "States.Array": (values) => values,
  "States.ArrayContains": (values) => array(values, 0).some((item) => isDeepStrictEqual(item, values[1])),
  "States.ArrayGetItem": (values) => arrayGetItem(array(values, 0), integer(values, 1)),
  "States.ArrayLength": (values) => array(values, 0).length,
  "States.ArrayPartition": (values) => arrayPartition(array(values, 0), integer(values, 1)),
  "States.ArrayRange": (values) => arrayRange(integer(values, 0), integer(values, 1), integer(values, 2)),
  "States.ArrayUnique": (values) => arrayUnique(array(values, 0)),
  "States.Base64Decode": (values) => Buffer.from(text(values, 0), "base64").toString(),
  "States.Base64Encode": (values) => Buffer.from(text(values, 0)).toString("base64"),
  "States.Format": format,
  "States.Hash": (values) => hash(values[0], text(values, 1)),
  "States.JsonMerge": jsonMerge,
  "States.JsonToString": (values) => JSON.stringify(given(values, 0)),
  "States.MathAdd": (values) => number(values, 0) + number(values, 1),
  "States.MathRandom": mathRandom,
  "States.StringSplit": (values) => stringSplit(text(values, 0), text(values, 1)),
  "States.StringToJson": (values) => JSON.parse(text(values, 0)),
  "States.UUID": (_, chance) => chance.uuid(),
};

function given(values: readonly unknown[], index: number): unknown {
  if (index >= values.length) throw new TypeError(`argument ${index + 1} is missing`);
  return values[index];
}

function array(values: readonly unknown[], index: number): readonly unknown[] {
  const value = given(values, index);
  if (!Array.isArray(value)) throw new TypeError(`argument ${index + 1} is no array`);
  return value;
}

function text(values: readonly unknown[], index: number): string {
  const value = given(values, index);
  if (typeof value !== "string") throw new TypeError(`argument ${index + 1} is no string`);
  return value;
}

function number(values: readonly unknown[], index: number): number {
  const value = given(values, index);
  if (typeof value !== "number") throw new TypeError(`argument ${index + 1} is no number`);
  return value;
}

function integer(values: readonly unknown[], index: number): number {
  return Math.round(number(values, index));
}

function arrayGetItem(list: readonly unknown[], index: number): unknown {
  if (index < 0 || index >= list.length) throw new RangeError(`index ${index} is outside the array`);
  return list[index];
}

function arrayPartition(list: readonly unknown[], size: number): unknown[] {
  if (size < 1) throw new RangeError(`chunk size is ${size}, wanted at least 1`);
  return Array.from({ length: Math.ceil(list.length / size) }, (_, chunk) =>
    list.slice(chunk * size, (chunk + 1) * size),
  );
}

function arrayRange(first: number, last: number, step: number): number[] {
  if (step === 0) throw new RangeError("step is 0");
  const count = Math.max(0, Math.floor((last - first) / step) + 1);
  if (count > 1000) throw new RangeError(`range has ${count} items, limit is 1000`);
  return Array.from({ length: count }, (_, index) => first + index * step);
}

function arrayUnique(list: readonly unknown[]): unknown[] {
  return list.filter((item, index) => list.findIndex((other) => isDeepStrictEqual(other, item)) === index);
}

function format(values: readonly unknown[]): string {
  let next = 1;
  return text(values, 0).replace(/\{\}/g, () => {
    const value = given(values, next++);
    return typeof value === "string" ? value : JSON.stringify(value);
  });
}

function hash(data: unknown, algorithm: string): string {
  if (!["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"].includes(algorithm)) {
    throw new RangeError(`hash algorithm "${algorithm}" is not known`);
  }
  const input = typeof data === "string" ? data : JSON.stringify(data);
  return createHash(algorithm.replace("-", "").toLowerCase()).update(input).digest("hex");
}

function jsonMerge(values: readonly unknown[]): unknown {
  const [left, right, deep] = values;
  if (!isObject(left) || !isObject(right)) throw new TypeError("both arguments must be objects");
  if (deep !== false) throw new TypeError("only a shallow merge is supported: argument 3 must be false");
  return { ...left, ...right };
}

function mathRandom(values: readonly unknown[], chance: Chance): number {
  const [start, end] = [integer(values, 0), integer(values, 1)];
  if (end <= start) throw new RangeError("the end of the range must be after its start");
  return start + Math.floor((values.length > 2 ? javaRandom(number(values, 2)) : chance.random()) * (end - start));
}

/** Every character of the delimiter splits, and empty pieces vanish. */
function stringSplit(subject: string, delimiters: string): string[] {
  const pieces: string[] = [""];
  for (const character of subject) {
    if (delimiters.includes(character)) pieces.push("");
    else pieces[pieces.length - 1] += character;
  }
  return pieces.filter((piece) => piece !== "");
}
