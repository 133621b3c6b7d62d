import type { ObservedCall } from "../http/observed-call.ts";

/** How often each operation was called, failed calls included. */
export class CallCounts {
  readonly #counts = new Map<string, number>();

  add({ service, operation }: ObservedCall): void {
    const name = `${service}.${operation}`;
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** `<Service>.<Operation>` -> calls, by name. */
  all(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
