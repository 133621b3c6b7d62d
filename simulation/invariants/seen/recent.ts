/** Together they may be as long as this many findings are: more would outlive the seed whose they are. */
const charactersMax = 2 ** 20;

/** Remembers what texts that come again and again were read as: those of late, up to a million characters in all. */
export class Recent<T> {
  readonly #read: (text: string) => T;
  readonly #known = new Map<string, T>();
  #characters = 0;

  /** @param read answers the same for the same text, and nobody changes what it answers */
  constructor(read: (text: string) => T) {
    this.#read = read;
  }

  of(text: string): T {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const seen = this.#read(text);
    this.#characters += text.length;
    if (this.#characters > charactersMax) {
      this.#known.clear();
      this.#characters = text.length;
    }
    this.#known.set(text, seen);
    return seen;
  }
}
