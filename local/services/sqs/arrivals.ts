/** Who wants to know when a queue has something to receive: long polls, one at a time, and listeners, all of them. */
export class Arrivals {
  readonly #listeners = new Set<() => void>();
  readonly #polls = new Set<() => boolean>();

  /** Calls `listener` whenever a message becomes visible. Returns a function that ends it. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tries `poll` at each arrival, in turn with other polls, until it answers true. Returns a function that ends it. */
  poll(poll: () => boolean): () => void {
    this.#polls.add(poll);
    return () => this.#polls.delete(poll);
  }

  announce(): void {
    for (const poll of [...this.#polls]) {
      if (!poll()) break;
      this.#polls.delete(poll);
    }
    for (const listener of [...this.#listeners]) listener();
  }
}
