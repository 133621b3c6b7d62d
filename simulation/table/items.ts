import type { TableDefinition } from "./definition.ts";
import { SecondaryIndex } from "./secondary-index.ts";
import type { Item, Value } from "./value.ts";
import { WriteLog } from "./write-log.ts";

/** Hears of each change; undefined is no item. */
export type ChangeListener = (pk: string, before: Item | undefined, after: Item | undefined) => void;

/** The items as a read sees them. */
export interface View {
  get(pk: string): Item | undefined;
  /** Every item, in no particular order. */
  all(): Iterable<readonly [string, Item]>;
  /** The items of one partition of an index, in no particular order. */
  partition(index: SecondaryIndex, value: Value): Iterable<readonly [string, Item]>;
}

/** The items of a table, its indexes and its latest past. */
export class Items implements View {
  readonly indexes: readonly SecondaryIndex[];
  readonly listeners = new Set<ChangeListener>();
  /** How many writes there were. */
  writes = 0;
  #items = new Map<string, Item>();
  readonly #log = new WriteLog();

  constructor({ indexes }: TableDefinition) {
    this.indexes = indexes.map((index) => new SecondaryIndex(index));
  }

  get size(): number {
    return this.#items.size;
  }

  get(pk: string): Item | undefined {
    return this.#items.get(pk);
  }

  all(): Iterable<readonly [string, Item]> {
    return this.#items;
  }

  *partition(index: SecondaryIndex, value: Value): Iterable<readonly [string, Item]> {
    for (const pk of index.partition(value)) {
      const item = this.#items.get(pk);
      if (item) yield [pk, item];
    }
  }

  put(pk: string, item: Item): void {
    const before = this.#items.get(pk);
    this.#items.set(pk, item);
    this.#changed(pk, before, item);
  }

  remove(pk: string): void {
    const before = this.#items.get(pk);
    if (!before) return;
    this.#items.delete(pk);
    this.#changed(pk, before, undefined);
  }

  copy(): ReadonlyMap<string, Item> {
    return new Map(this.#items);
  }

  /** Puts every item back as it was in a copy; what was before that cannot be seen any more. */
  restore(copy: ReadonlyMap<string, Item>): void {
    for (const pk of [...this.#items.keys()]) if (!copy.has(pk)) this.remove(pk);
    for (const [pk, item] of copy) if (this.#items.get(pk) !== item) this.put(pk, item);
    this.#log.clear();
  }

  /** The items as they were some writes ago. */
  behind(writes: number): View {
    return writes > 0 ? new PastView(this, this.#log.before(writes)) : this;
  }

  #changed(pk: string, before: Item | undefined, after: Item | undefined): void {
    this.writes++;
    this.#log.add(pk, before);
    for (const index of this.indexes) index.follow(pk, before, after);
    for (const listener of this.listeners) listener(pk, before, after);
  }
}

class PastView implements View {
  readonly #now: View;
  readonly #past: ReadonlyMap<string, Item | undefined>;

  /** @param past the items that were others then */
  constructor(now: View, past: ReadonlyMap<string, Item | undefined>) {
    this.#now = now;
    this.#past = past;
  }

  get(pk: string): Item | undefined {
    return this.#past.has(pk) ? this.#past.get(pk) : this.#now.get(pk);
  }

  *all(): Iterable<readonly [string, Item]> {
    for (const entry of this.#now.all()) if (!this.#past.has(entry[0])) yield entry;
    for (const [pk, item] of this.#past) if (item) yield [pk, item];
  }

  *partition(index: SecondaryIndex, value: Value): Iterable<readonly [string, Item]> {
    for (const entry of this.#now.partition(index, value)) if (!this.#past.has(entry[0])) yield entry;
    for (const [pk, item] of this.#past) if (item && index.partitionOf(item) === value) yield [pk, item];
  }
}
