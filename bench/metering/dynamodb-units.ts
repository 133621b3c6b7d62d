import { itemBytes } from "#simulation/table/item-size.ts";
import type { MemoryTable } from "#simulation/table/memory-table.ts";
import type { Item } from "#simulation/table/value.ts";

const [bytesPerWrite, bytesPerRead] = [1_024, 4_096];

/** The attributes that make up the key of an index which holds whole items. */
export type IndexKey = readonly string[];

interface Call {
  readonly operation: string;
  readonly input: unknown;
  readonly output?: unknown;
  readonly error?: string;
}

/**
 * Counts what DynamoDB bills on demand: a write unit for each KB of the larger of the item before and after, again for each
 * index that follows, and for a condition that fails; a read unit for each 4 KB read consistently, half of one otherwise.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html (read 2026-11-20)
 */
export class DynamoDbUnits {
  writeUnits = 0;
  readUnits = 0;
  readonly #table: MemoryTable;
  readonly #indexes: readonly IndexKey[];
  #changes = 0;

  constructor(table: MemoryTable, indexes: readonly IndexKey[]) {
    this.#table = table;
    this.#indexes = indexes;
    table.onChange((_pk, before, after) => this.#changed(before, after));
  }

  /** A call that the service has answered; what it changed was heard of before. */
  count({ operation, input, output, error }: Call): void {
    const changes = this.#changes;
    this.#changes = 0;
    if (error === "ConditionalCheckFailedException") this.writeUnits += writes(this.#table.get(keyIn(input)));
    else if (error !== undefined) return;
    else if (isWrite(operation)) this.writeUnits += changes === 0 ? 1 : 0;
    else this.readUnits += this.#readsOf(operation, input as Members, output as Members);
  }

  withoutCount(change: () => void): void {
    const [writeUnits, changes] = [this.writeUnits, this.#changes];
    change();
    this.writeUnits = writeUnits;
    this.#changes = changes;
  }

  #changed(before: Item | undefined, after: Item | undefined): void {
    this.#changes++;
    this.writeUnits += Math.max(writes(before), writes(after));
    for (const index of this.#indexes) this.writeUnits += indexWrites(index, before, after);
  }

  #readsOf(operation: string, input: Members, output: Members): number {
    if (operation === "GetItem") return reads(this.#table.get(keyIn(input)), input["ConsistentRead"]);
    if (operation === "BatchGetItem") {
      const [request] = Object.values(input["RequestItems"] as Record<string, BatchOfKeys>);
      const keys = request?.Keys ?? [];
      return keys.reduce((sum, key) => sum + reads(this.#table.get(pkOf(key)), request?.ConsistentRead), 0);
    }
    // A query and a scan are billed by all they read together.
    const bytes = (output["Items"] as readonly KeyItem[] | undefined)?.reduce((sum, key) => sum + this.#bytes(key), 0);
    return unitsOf(bytes ?? 0, bytesPerRead) * (input["ConsistentRead"] === true ? 1 : 0.5);
  }

  #bytes(key: KeyItem): number {
    const item = this.#table.get(pkOf(key));
    return item ? itemBytes(item) : 0;
  }
}

type Members = Readonly<Record<string, unknown>>;
type KeyItem = { readonly pk?: { readonly S?: string } };

interface BatchOfKeys {
  readonly Keys: readonly KeyItem[];
  readonly ConsistentRead?: boolean;
}

function indexWrites(index: IndexKey, before: Item | undefined, after: Item | undefined): number {
  const [was, is] = [before && held(index, before), after && held(index, after)];
  if (!was && !is) return 0;
  if (!was || !is) return writes(was ? before : after);
  // Another key is a deletion and an insertion; the same key is an update in place.
  const moved = index.some((name) => before?.get(name) !== after?.get(name));
  return moved ? writes(before) + writes(after) : Math.max(writes(before), writes(after));
}

function held(index: IndexKey, item: Item): boolean {
  return index.every((name) => item.has(name));
}

const isWrite = (operation: string) => /^(Put|Update|Delete|BatchWrite)Item$/.test(operation);

const unitsOf = (bytes: number, size: number) => Math.max(1, Math.ceil(bytes / size));

function writes(item: Item | undefined): number {
  return unitsOf(item ? itemBytes(item) : 0, bytesPerWrite);
}

function reads(item: Item | undefined, consistent: unknown): number {
  return unitsOf(item ? itemBytes(item) : 0, bytesPerRead) * (consistent === true ? 1 : 0.5);
}

const pkOf = ({ pk }: KeyItem): string => pk?.S ?? "";

function keyIn(input: unknown): string {
  const { Key, Item: item } = input as { readonly Key?: KeyItem; readonly Item?: KeyItem };
  return pkOf(Key ?? item ?? {});
}
