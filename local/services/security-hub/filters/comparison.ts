/**
 * Filters on one attribute that say what its values are, and filters that say what they are not.
 * One of the former must hold (when there are any), and all of the latter.
 */
export interface Comparison<T> {
  readonly negative: boolean;
  holds(value: T): boolean;
}

/** Whether the values satisfy the filters. An attribute without values satisfies every negative filter and no other. */
export function satisfies<T>(values: readonly T[], comparisons: readonly Comparison<T>[]): boolean {
  const positive = comparisons.filter(({ negative }) => !negative);
  const negative = comparisons.filter(({ negative }) => negative);
  const some = positive.length === 0 || values.some((value) => positive.some((filter) => filter.holds(value)));
  return some && values.every((value) => negative.every((filter) => filter.holds(value)));
}
