import { isRecord } from "#local/services/request/record.ts";
import { readValue } from "../attribute-value.ts";
import { invalid, misshapen } from "../table-error.ts";
import type { Value } from "../value.ts";
import type { Expression, Parameters } from "./syntax.ts";

type Members = Readonly<Record<string, unknown>>;

const none: Parameters = { names: {}, values: {} };

/**
 * The names and values of a request, which must be those that its expressions use, no more and no fewer.
 * @throws {ServiceError} ValidationException or SerializationException
 */
export function readParameters(input: Members, expressions: readonly (Expression | undefined)[]): Parameters {
  const given = expressions.filter((expression) => expression !== undefined);
  const names = entriesOf(input, "ExpressionAttributeNames", given);
  const values = entriesOf(input, "ExpressionAttributeValues", given);
  if (given.length === 0) return none;
  const parameters = { names: readNames(names, given), values: readValues(values, given) };
  for (const { checks } of given) for (const check of checks) check(parameters);
  return parameters;
}

function entriesOf(input: Members, member: string, given: readonly Expression[]): Members | undefined {
  const entries = input[member];
  if (entries === undefined) return undefined;
  if (!isRecord(entries)) throw misshapen(member, "an object");
  if (given.length === 0) throw invalid(`${member} can only be specified when using expressions`);
  for (const _ in entries) return entries;
  throw invalid(`${member} must not be empty`);
}

function readNames(entries: Members | undefined, given: readonly Expression[]): Readonly<Record<string, string>> {
  const names: Record<string, string> = {};
  for (const ref in entries) {
    if (!given.some((expression) => expression.names.has(ref))) throw unused("ExpressionAttributeNames", ref);
    const name = entries[ref];
    if (typeof name !== "string") throw misshapen(ref, "a string");
    names[ref] = name;
  }
  for (const expression of given) {
    for (const ref of expression.names) {
      if (names[ref] !== undefined) continue;
      const what = "An expression attribute name used in the document path is not defined; attribute name";
      throw invalid(`Invalid ${expression.kind}: ${what}: ${ref}`);
    }
  }
  return names;
}

function readValues(entries: Members | undefined, given: readonly Expression[]): Readonly<Record<string, Value>> {
  const values: Record<string, Value> = {};
  for (const ref in entries) {
    if (!given.some((expression) => expression.values.has(ref))) throw unused("ExpressionAttributeValues", ref);
    values[ref] = readValue(entries[ref]);
  }
  for (const expression of given) {
    for (const ref of expression.values) {
      if (values[ref] !== undefined) continue;
      const what = "An expression attribute value used in expression is not defined; attribute value";
      throw invalid(`Invalid ${expression.kind}: ${what}: ${ref}`);
    }
  }
  return values;
}

function unused(member: string, ref: string): Error {
  return invalid(`Value provided in ${member} unused in expressions: keys: {${ref}}`);
}
