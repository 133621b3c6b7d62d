import { isRecord } from "#local/services/request/record.ts";
import type { TableDefinition } from "./definition.ts";
import { missing } from "./key.ts";
import { invalid, misshapen, tableError } from "./table-error.ts";

/** The members of a request. */
export type Members = Readonly<Record<string, unknown>>;

/**
 * The members of a request that uses none but the supported ones.
 * @throws {ServiceError} ValidationException, naming the one that is not
 */
export function membersOf(operation: string, input: unknown, supported: readonly string[]): Members {
  if (!isRecord(input)) throw misshapen(operation, "an object");
  for (const member in input) {
    if (input[member] !== undefined && !supported.includes(member)) {
      throw invalid(`Cannot do ${operation}: this table does not support "${member}"`);
    }
  }
  return input;
}

export function optionalText(members: Members, name: string): string | undefined {
  const text = members[name];
  if (text !== undefined && typeof text !== "string") throw misshapen(name, "a string");
  return text;
}

export function optionalFlag(members: Members, name: string): boolean | undefined {
  const flag = members[name];
  if (flag !== undefined && typeof flag !== "boolean") throw misshapen(name, "a boolean");
  return flag;
}

/** @throws {ServiceError} ValidationException: it is none of the choices */
export function choice<T extends string>(members: Members, name: string, choices: readonly [T, ...T[]]): T {
  const [usual] = choices;
  const text = optionalText(members, name);
  if (text === undefined) return usual;
  const chosen = choices.find((known) => known === text);
  if (chosen === undefined) throw invalid(`${name} can only be ${choices.join(" or ")}, not ${text}`);
  return chosen;
}

/** @throws {ServiceError} ValidationException: it is not a number of at least 1 */
export function optionalCount(members: Members, name: string): number | undefined {
  const count = members[name];
  if (count === undefined) return undefined;
  if (typeof count !== "number") throw misshapen(name, "a number");
  if (Number.isInteger(count) && count >= 1) return count;
  throw invalid(
    `1 validation error detected: Value '${count}' at '${name}' failed to satisfy constraint: ` +
      "Member must have value greater than or equal to 1",
  );
}

/** @throws {ServiceError} ResourceNotFoundException: it is another table */
export function checkTable({ tableName }: TableDefinition, members: Members): void {
  const wanted = optionalText(members, "TableName");
  if (wanted === undefined) throw missing("TableName");
  checkTableName(tableName, wanted);
}

export function checkTableName(tableName: string, wanted: string): void {
  if (wanted !== tableName) throw tableError("ResourceNotFoundException", "Requested resource not found");
}
