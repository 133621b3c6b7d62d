import type { IndexDefinition } from "./definition.ts";
import type { Item, Value } from "./value.ts";

/** Which items an index holds: those that have both of its attributes. */
export class SecondaryIndex {
  readonly definition: IndexDefinition;
  readonly #keys = new Map<Value, Set<string>>();

  constructor(definition: IndexDefinition) {
    this.definition = definition;
  }

  /** Follows a change of an item; undefined is no item. */
  follow(pk: string, before: Item | undefined, after: Item | undefined): void {
    const [from, to] = [this.partitionOf(before), this.partitionOf(after)];
    if (from === to) return;
    if (from !== undefined) this.#leave(from, pk);
    if (to !== undefined) this.#enter(to, pk);
  }

  /** The value of the index's partition key, when the item is in the index. */
  partitionOf(item: Item | undefined): Value | undefined {
    const { hashKey, rangeKey } = this.definition;
    return item?.has(rangeKey.name) ? item.get(hashKey.name) : undefined;
  }

  /** Keys of the items of one partition, in no particular order. */
  partition(value: Value): Iterable<string> {
    return this.#keys.get(value) ?? [];
  }

  #enter(partition: Value, pk: string): void {
    const keys = this.#keys.get(partition);
    if (keys) keys.add(pk);
    else this.#keys.set(partition, new Set([pk]));
  }

  #leave(partition: Value, pk: string): void {
    const keys = this.#keys.get(partition);
    keys?.delete(pk);
    if (keys?.size === 0) this.#keys.delete(partition);
  }
}
