/** Where measured values lie. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly p90: number;
}

/** @throws {RangeError} there are no values */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1];
  const [min, lower, p90] = [sorted[0], at(0.5), at(0.9)];
  const upper = sorted[Math.floor(sorted.length / 2)];
  if (min === undefined || lower === undefined || upper === undefined || p90 === undefined) {
    throw new RangeError("Cannot tell a median: there are no values, at least one is wanted");
  }
  return { min, median: (lower + upper) / 2, p90 };
}
