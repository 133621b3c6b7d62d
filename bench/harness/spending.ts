import type { Spent } from "./soak-systems.ts";

const sampledEveryMs = 250;
const bytesPerMb = 1_000_000;

/** Looks at the clock on the wall and at how much memory the process holds, all its threads together. */
export class Spending {
  readonly #beganAtMs = performance.now();
  #residentBytes = process.memoryUsage.rss();
  readonly #sampler: NodeJS.Timeout;

  constructor() {
    this.#sampler = setInterval(() => this.#sample(), sampledEveryMs);
    this.#sampler.unref();
  }

  end(): Spent {
    clearInterval(this.#sampler);
    this.#sample();
    return {
      wallSeconds: (performance.now() - this.#beganAtMs) / 1_000,
      residentMb: this.#residentBytes / bytesPerMb,
    };
  }

  #sample(): void {
    this.#residentBytes = Math.max(this.#residentBytes, process.memoryUsage.rss());
  }
}
