/** A running hash of a trace: two runs with the same hash did the same, in the same order, at the same instants. FNV-1a, twice 32 bits. */
export class TraceHash {
  #left = 0x811c9dc5 | 0;
  #right = 0x2f0b4c47 | 0;

  add(atMs: number, line: string): void {
    this.#mix(atMs | 0);
    // Two characters at a time, for this looks at every one of them; beyond the end there is nothing.
    for (let index = 0; index < line.length; index += 2) {
      this.#mix(line.charCodeAt(index) | (line.charCodeAt(index + 1) << 16));
    }
  }

  get text(): string {
    return [this.#left, this.#right].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
  }

  #mix(unit: number): void {
    this.#left = Math.imul(this.#left ^ unit, 0x01000193);
    this.#right = Math.imul(this.#right ^ unit, 0x01000197);
  }
}
