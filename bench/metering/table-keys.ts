import { tableKeyCachedMs } from "./assumptions.ts";

/** Counts how often DynamoDB asks KMS for the key of a table: once for each function that comes to it after a silence. */
export class TableKeys {
  requests = 0;
  readonly #lastAtMs = new Map<string, number>();

  /** A function uses the table. */
  used(by: string, atMs: number): void {
    const lastAtMs = this.#lastAtMs.get(by) ?? Number.NEGATIVE_INFINITY;
    if (atMs - lastAtMs > tableKeyCachedMs) this.requests++;
    this.#lastAtMs.set(by, atMs);
  }
}
