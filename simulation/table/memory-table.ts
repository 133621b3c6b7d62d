import { tableDefinition } from "./definition.ts";
import { type ChangeListener, Items } from "./items.ts";
import { batchGetItem } from "./operations/batch-get-item.ts";
import { batchWriteItem } from "./operations/batch-write-item.ts";
import { deleteItem } from "./operations/delete-item.ts";
import { getItem } from "./operations/get-item.ts";
import type { TableOperation } from "./operations/operation.ts";
import { putItem } from "./operations/put-item.ts";
import { query } from "./operations/query.ts";
import { scan } from "./operations/scan.ts";
import { updateItem } from "./operations/update-item.ts";
import { tableError } from "./table-error.ts";
import type { Item } from "./value.ts";

/** A table at one point in time; good for the table that made it, as often as wanted. */
export interface Snapshot {
  readonly items: ReadonlyMap<string, Item>;
}

export interface CallOptions {
  /**
   * How many writes a read that does not ask for consistency is behind, 1,000 at most; 0 unless said. Reads of an index never ask, and
   * `ConsistentRead` is never behind.
   */
  readonly writesBehind?: number;
}

/** One DynamoDB table in memory: synchronous, and the same for the same calls. */
export interface MemoryTable {
  readonly tableName: string;
  /** How many items there are. */
  readonly size: number;
  /** How many writes there were that changed the table, deletions of what was not there left out. */
  readonly writes: number;
  /**
   * An operation as the SDK's low-level client sends it.
   * @returns its output, which is the caller's own: nothing of it is the table's
   * @throws {ServiceError} as DynamoDB answers; a ValidationException for whatever the table does not support, named
   */
  call(operation: string, input: unknown, options?: CallOptions): object;
  /** Every item; `plainItem` makes plain values of one. */
  items(): Iterable<Item>;
  get(pk: string): Item | undefined;
  snapshot(): Snapshot;
  /** Puts the table back to a snapshot; listeners hear of each item that differs. */
  restore(snapshot: Snapshot): void;
  /**
   * Deletes the items whose time to live is over, as DynamoDB does in its own time: those that have been expired for up to five years.
   * @param attribute the time to live, epoch seconds
   * @returns how many were deleted
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
   */
  expire(attribute: string, nowSeconds: number): number;
  /** Tells of each write as it happens, also of one that leaves the item as it was. @returns stops it */
  onChange(listener: ChangeListener): () => void;
}

const operations: Readonly<Record<string, TableOperation>> = {
  BatchGetItem: batchGetItem,
  BatchWriteItem: batchWriteItem,
  DeleteItem: deleteItem,
  GetItem: getItem,
  PutItem: putItem,
  Query: query,
  Scan: scan,
  UpdateItem: updateItem,
};

const fiveYearsSeconds = 5 * 365 * 24 * 60 * 60;

/**
 * Makes an empty table.
 * @param input what CreateTable would be called with
 * @throws the table is of a shape that is not supported
 */
export function memoryTable(input: Readonly<Record<string, unknown>>): MemoryTable {
  const definition = tableDefinition(input);
  const items = new Items(definition);
  return {
    tableName: definition.tableName,
    get size() {
      return items.size;
    },
    get writes() {
      return items.writes;
    },
    call(name, input, { writesBehind = 0 } = {}) {
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (!operation)
        throw tableError("UnknownOperationException", `Cannot do ${name}: this table does not support it`);
      return operation({ definition, items, view: items.behind(writesBehind) }, input);
    },
    *items() {
      for (const [, item] of items.all()) yield item;
    },
    get: (pk) => items.get(pk),
    snapshot: () => ({ items: items.copy() }),
    restore: (snapshot) => items.restore(snapshot.items),
    expire(attribute, nowSeconds) {
      const expired = [...items.all()].filter(([, item]) => {
        const at = item.get(attribute);
        return typeof at === "number" && at < nowSeconds && at > nowSeconds - fiveYearsSeconds;
      });
      for (const [pk] of expired) items.remove(pk);
      return expired.length;
    },
    onChange(listener) {
      items.listeners.add(listener);
      return () => items.listeners.delete(listener);
    },
  };
}
