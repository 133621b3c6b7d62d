const [reservoirMs, shareBeyond] = [1_000, 0.05];

/**
 * Counts the executions that X-Ray records by its own rule: the first of each second, and 5 of 100 of the others.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html (read 2026-11-20)
 */
export class Traces {
  recorded = 0;
  #second = Number.NEGATIVE_INFINITY;

  begun(atMs: number): void {
    const second = Math.floor(atMs / reservoirMs);
    this.recorded += second === this.#second ? shareBeyond : 1;
    this.#second = second;
  }
}
