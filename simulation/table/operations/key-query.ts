import { readItem } from "../attribute-value.ts";
import type { KeyAttribute, TableDefinition } from "../definition.ts";
import { checkOperandTypes, type KeyPartCondition } from "../expression/key-condition.ts";
import { Found } from "../hash-order.ts";
import { partitionKeyOf } from "../key.ts";
import type { SecondaryIndex } from "../secondary-index.ts";
import { invalid } from "../table-error.ts";
import { type Item, typeOf, type Value } from "../value.ts";

/** The key that a query goes by: the table's own, or that of an index. */
export interface KeySchema {
  readonly hash: KeyAttribute;
  readonly range: KeyAttribute | undefined;
  /** The attributes that tell one item from all others, with their places in it. */
  readonly names: readonly string[];
}

export function keySchemaOf({ hashKey }: TableDefinition, index: SecondaryIndex | undefined): KeySchema {
  if (!index) return { hash: { name: hashKey, type: "S" }, range: undefined, names: [hashKey] };
  const { hashKey: hash, rangeKey: range } = index.definition;
  return { hash, range, names: [...new Set([hashKey, hash.name, range.name])] };
}

export interface KeyQuery {
  readonly partition: Value;
  readonly range: KeyPartCondition | undefined;
}

/**
 * What a key condition asks of the two parts of a key.
 * @throws {ServiceError} ValidationException: it does not name one partition, or asks of something else
 */
export function keyQueryOf(schema: KeySchema, parts: readonly KeyPartCondition[]): KeyQuery {
  if (parts.length > 2) throw invalid("Conditions can be of length 1 or 2 only");
  const hash = parts.find(({ attribute }) => attribute === schema.hash.name);
  if (!hash) throw invalid(`Query condition missed key schema element: ${schema.hash.name}`);
  checkOperandTypes(hash, schema.hash.type);
  if (hash.equal === undefined) throw invalid("Query key condition not supported");
  const other = parts.find((part) => part !== hash);
  if (!other) return { partition: hash.equal, range: undefined };
  if (!schema.range) throw invalid("Query key condition not supported");
  if (other.attribute !== schema.range.name) {
    throw invalid(`Query condition missed key schema element: ${schema.range.name}`);
  }
  checkOperandTypes(other, schema.range.type);
  return { partition: hash.equal, range: other };
}

/**
 * Where a query is to go on.
 * @throws {ServiceError} ValidationException: it is no key of what the query reads, or of another partition or range
 */
export function startOf(definition: TableDefinition, schema: KeySchema, query: KeyQuery, startKey: unknown): Found {
  const item = readItem(startKey, "ExclusiveStartKey");
  const parts = schema.range ? [schema.hash, schema.range] : [schema.hash];
  if (item.size !== schema.names.length || !parts.every((part) => isOfType(item, part))) {
    throw invalid("The provided starting key is invalid");
  }
  const pk = partitionKeyOf(definition, item);
  if (item.get(schema.hash.name) === query.partition && query.range?.holds(item) !== false) return new Found(pk, item);
  throw invalid("The provided starting key is outside query boundaries based on provided conditions");
}

function isOfType(item: Item, { name, type }: KeyAttribute): boolean {
  const value = item.get(name);
  return value !== undefined && typeOf(value) === type;
}
