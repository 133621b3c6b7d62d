import type { Item } from "./value.ts";

interface Write {
  readonly pk: string;
  readonly before: Item | undefined;
}

/** How many writes an eventually consistent read can be behind. */
export const writesBehindMax = 1_000;

/** The latest writes, so that a table can be seen as it was. */
export class WriteLog {
  #writes: Write[] = [];

  /** @param before the item as it was until then */
  add(pk: string, before: Item | undefined): void {
    if (this.#writes.length === 2 * writesBehindMax) this.#writes = this.#writes.slice(-writesBehindMax);
    this.#writes.push({ pk, before });
  }

  clear(): void {
    this.#writes = [];
  }

  /** The items that the last `writes` writes changed, as they were before: at most 1,000 writes, fewer when there were fewer. */
  before(writes: number): ReadonlyMap<string, Item | undefined> {
    const items = new Map<string, Item | undefined>();
    const first = Math.max(0, this.#writes.length - Math.min(writes, writesBehindMax));
    for (let at = first; at < this.#writes.length; at++) {
      const write = this.#writes[at];
      if (write && !items.has(write.pk)) items.set(write.pk, write.before);
    }
    return items;
  }
}
