/** Thrown inside a branch that has been stopped from outside: it unwinds, and nothing catches it. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}

/** A switch that stops a branch and every branch below it, once and for good. */
export class Stop {
  #tripped = false;
  readonly #listeners = new Set<() => void>();

  get tripped(): boolean {
    return this.#tripped;
  }

  trip(): void {
    if (this.#tripped) return;
    this.#tripped = true;
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
  }

  /** Calls `listener` when the switch trips. Returns a function that forgets it. */
  onTrip(listener: () => void): () => void {
    if (this.#tripped) {
      listener();
      return () => {};
    }
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @throws {Stopped} the switch has tripped */
  check(): void {
    if (this.#tripped) throw new Stopped("The branch was stopped");
  }
}
