import { createHash } from "node:crypto";
import jsonata from "jsonata";
import { javaRandom } from "./java-random.ts";
import { payloadBytesMax } from "./limits.ts";

/** What the impure functions of an expression draw on. */
export interface JsonataHost {
  readonly nowMs: () => number;
  readonly random: () => number;
  readonly uuid: () => string;
}

/** The binding under which an evaluation finds its host; no expression can spell it. */
export const hostBinding = "host of the evaluation";

interface JsonataFunction {
  readonly name: string;
  readonly signature: string;
  // biome-ignore lint/suspicious/noExplicitAny: the signature, checked by JSONata, is what types the arguments
  readonly call: (this: jsonata.Focus, ...values: any[]) => unknown;
}

/**
 * The functions that Step Functions adds to JSONata or replaces in it.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export const jsonataFunctions: readonly JsonataFunction[] = [
  { name: "partition", signature: "<xn?:a>", call: partition },
  { name: "range", signature: "<n?n?n?:a>", call: range },
  { name: "hash", signature: "<ss?:s>", call: hash },
  { name: "parse", signature: "<s:x>", call: parse },
  { name: "random", signature: "<n?:n>", call: random },
  { name: "uuid", signature: "<:s>", call: uuid },
  { name: "millis", signature: "<:n>", call: millis },
  { name: "now", signature: "<s?s?:s>", call: now },
];

function partition(values: unknown, size: number | undefined): unknown[] | undefined {
  if (values === undefined) return undefined;
  if (!Array.isArray(values)) throw Object.assign(new Error("not an array"), { code: "T0412", index: 1 });
  if (size === undefined) return [values];
  if (size < 0) throw jsonataError("Second argument must be zero or greater");
  const step = Math.floor(size);
  if (step === 0) return undefined;
  const chunks: unknown[] = [];
  for (let start = 0; start < values.length; start += step) chunks.push(values.slice(start, start + step));
  return chunks;
}

function range(first: number | undefined, last: number | undefined, step: number | undefined): number[] | undefined {
  if (first === undefined || last === undefined || step === undefined) return undefined;
  const [from, to, by] = [Math.round(first), Math.round(last), Math.round(step)];
  if (by === 0) return undefined;
  const count = Math.max(0, Math.floor((to - from) / by) + 1);
  if (count > payloadBytesMax) throw jsonataError(`Cannot make a range of ${count} numbers`);
  return Array.from({ length: count }, (_, index) => from + index * by);
}

const hashAlgorithms = ["SHA-1", "SHA-384", "SHA-256", "SHA-512", "MD5"];

function hash(text: string | undefined, algorithm: string | undefined): string | undefined {
  if (text === undefined || algorithm === undefined) return undefined;
  if (!hashAlgorithms.includes(algorithm)) {
    throw jsonataError(`Hash algorithm '${algorithm}' must be one of ${hashAlgorithms.join(", ")}`);
  }
  return createHash(algorithm.replace("-", "").toLowerCase()).update(text).digest("hex");
}

function parse(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw jsonataError("Invalid JSON");
  }
}

function random(this: jsonata.Focus, seed: number | undefined): number {
  return seed === undefined ? hostOf(this).random() : javaRandom(seed);
}

function uuid(this: jsonata.Focus): string {
  return hostOf(this).uuid();
}

function millis(this: jsonata.Focus): number {
  return hostOf(this).nowMs();
}

const formatMillis = jsonata("$fromMillis(ms, picture, zone)");

function now(this: jsonata.Focus, picture: string | undefined, zone: string | undefined): Promise<unknown> {
  return formatMillis.evaluate({ ms: hostOf(this).nowMs(), picture, zone });
}

function hostOf(focus: jsonata.Focus): JsonataHost {
  return focus.environment.lookup(hostBinding);
}

function jsonataError(message: string): Error {
  return Object.assign(new Error(message), { code: "D3137" });
}
