import { createHash } from "node:crypto";
import type { Item } from "./value.ts";
import { textOrder } from "./value-order.ts";

/** An item on its way into an answer. */
export class Found {
  readonly pk: string;
  readonly item: Item;
  #place: string | undefined;

  constructor(pk: string, item: Item) {
    this.pk = pk;
    this.item = item;
  }

  /** Where the key stands in DynamoDB's own order; worked out when it is needed. */
  get place(): string {
    this.#place ??= createHash("md5").update("Outliers").update(this.pk).digest("hex").slice(0, 6);
    return this.#place;
  }
}

/** The order in which tables are scanned, and items of an index with equal keys answered: by hash, so by chance for whoever looks. */
export function hashOrder(a: Found, b: Found): number {
  return textOrder(a.place, b.place) || textOrder(a.pk, b.pk);
}
