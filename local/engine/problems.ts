import { InvalidDefinition, Unsupported } from "./errors.ts";

/** Gathers what is wrong with a definition, so that all of it is said at once. */
export class Problems {
  readonly #invalid: string[] = [];
  readonly #unsupported: string[] = [];
  #path = "";

  /** AWS would refuse this too. */
  invalid(problem: string): void {
    this.#invalid.push(this.#path + problem);
  }

  /** AWS would accept this; the engine has no code for it. */
  unsupported(feature: string): void {
    this.#unsupported.push(`${this.#path}${feature} is not supported`);
  }

  /** Runs `read` with every problem it finds put under a path such as `state "A"`. */
  within<T>(path: string, read: () => T): T {
    const outer = this.#path;
    this.#path = `${outer}${path}: `;
    try {
      return read();
    } finally {
      this.#path = outer;
    }
  }

  /** @throws {InvalidDefinition | Unsupported} there are problems; what AWS refuses comes first */
  check(): void {
    if (this.#invalid.length > 0) throw new InvalidDefinition(this.#invalid);
    if (this.#unsupported.length > 0) throw new Unsupported(this.#unsupported);
  }
}
