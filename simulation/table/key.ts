import { readItem } from "./attribute-value.ts";
import type { IndexDefinition, KeyAttribute, TableDefinition } from "./definition.ts";
import { invalid } from "./table-error.ts";
import { type Item, typeOf, type Value } from "./value.ts";

/** DynamoDB's limits. @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const hashBytesMax = 2048;
const rangeBytesMax = 1024;

/** A key that a request gives: its text, and the item that it is alone. */
export interface Key {
  readonly pk: string;
  readonly item: Item;
}

/**
 * The key that a request gives.
 * @throws {ServiceError} ValidationException: it is not the table's key and nothing else
 */
export function readKey(definition: TableDefinition, key: unknown, member = "Key"): Key {
  if (key === undefined) throw missing(member);
  return keyOf(definition, readItem(key, member));
}

/** @throws {ServiceError} ValidationException: the item is not the table's key and nothing else */
export function keyOf(definition: TableDefinition, item: Item): Key {
  if (item.size !== 1) throw noKey();
  return { pk: partitionKeyOf(definition, item), item };
}

/** @throws {ServiceError} ValidationException: the attribute that is the table's key cannot be one */
export function partitionKeyOf({ hashKey }: TableDefinition, item: Item): string {
  const pk = item.get(hashKey);
  if (typeof pk !== "string") throw noKey();
  checkSize(hashKey, pk, hashBytesMax);
  return pk;
}

function noKey(): Error {
  return invalid("The provided key element does not match the schema");
}

/**
 * The key of an item that a request gives.
 * @throws {ServiceError} ValidationException: it lacks the key, or the key of an index is of another type than the index wants
 */
export function keyOfItem(definition: TableDefinition, item: Item): string {
  const pk = item.get(definition.hashKey);
  if (pk === undefined) throw invalid(`${wrong}: Missing the key ${definition.hashKey} in the item`);
  if (typeof pk !== "string") {
    throw invalid(`${wrong}: Type mismatch for key ${definition.hashKey} expected: S actual: ${typeOf(pk)}`);
  }
  checkSize(definition.hashKey, pk, hashBytesMax);
  checkIndexKeys(definition, item);
  return pk;
}

const wrong = "One or more parameter values were invalid";

/** @throws {ServiceError} ValidationException: an attribute that an index is over cannot be a key */
export function checkIndexKeys(definition: TableDefinition, item: Item): void {
  for (const index of definition.indexes) {
    checkIndexKey(index, index.hashKey, item, hashBytesMax);
    checkIndexKey(index, index.rangeKey, item, rangeBytesMax);
  }
}

function checkIndexKey(index: IndexDefinition, key: KeyAttribute, item: Item, bytesMax: number): void {
  const value = item.get(key.name);
  if (value === undefined) return;
  checkIndexKeyType(index, key, typeOf(value));
  if (typeof value === "string") checkSize(key.name, value, bytesMax);
}

/** @throws {ServiceError} ValidationException */
export function checkIndexKeyType({ indexName }: IndexDefinition, { name, type }: KeyAttribute, actual: string): void {
  if (actual === type) return;
  const key = `Type mismatch for Index Key ${name} Expected: ${type} Actual: ${actual} IndexName: ${indexName}`;
  throw invalid(`${wrong}: ${key}`);
}

function checkSize(name: string, key: string, bytesMax: number): void {
  if (key === "") {
    const empty = "The AttributeValue for a key attribute cannot contain an empty string value";
    throw invalid(`${wrong}: ${empty}. Key: ${name}`);
  }
  // No UTF-16 unit takes more than three bytes in UTF-8.
  if (3 * key.length <= bytesMax || Buffer.byteLength(key) <= bytesMax) return;
  throw invalid(`${wrong}: Size of key ${name} has exceeded the maximum size limit of ${bytesMax} bytes`);
}

export function missing(member: string): Error {
  return invalid(`The parameter '${member}' is required but was not present in the request`);
}

export function isKeyAttribute({ hashKey, indexes }: TableDefinition, name: Value): boolean {
  return name === hashKey || indexes.some((index) => name === index.hashKey.name || name === index.rangeKey.name);
}
