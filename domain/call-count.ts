// Several such sums are still a safe integer.
const countMax = Math.floor(Number.MAX_SAFE_INTEGER / 4);

/**
 * Calls summed as Detective counts them: what is no count is none, and no sum leaves the safe integers. Clamped at every
 * step, so that the order of the sum does not matter.
 */
export function callSum(counts: readonly (number | undefined)[]): number {
  return counts.reduce<number>((total, count) => {
    const whole = Number.isFinite(count) ? Math.max(0, Math.trunc(count ?? 0)) : 0;
    return Math.min(total + whole, countMax);
  }, 0);
}

/** How often something was called: ` once`, ` 4 times (3 failed)`, ` 2 times (all failed)`; empty for never. */
export function callsInWords(successes: number, failures: number): string {
  const total = successes + failures;
  if (total === 0) return "";
  const times = total === 1 ? "once" : `${total} times`;
  if (failures === 0) return ` ${times}`;
  return ` ${times} (${successes > 0 ? `${failures} ` : total > 1 ? "all " : ""}failed)`;
}
