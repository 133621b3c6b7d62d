import { shorten } from "./inert-text.ts";

/**
 * As many whole items as fit, in their order, and how many did not: `a; b; +3 more`. Only when not even the first fits
 * it is cut itself.
 * @param charsMax in UTF-16 code units
 * @param hidden items that were left out before and count among the others
 */
export function joinWithin(items: readonly string[], separator: string, charsMax: number, hidden = 0): string {
  const text = (kept: number) => {
    const missing = items.length - kept + hidden;
    // Alone it would begin with the plus sign of a formula.
    const more = kept > 0 ? `+${missing} more` : `… +${missing} more`;
    return [...items.slice(0, kept), ...(missing > 0 ? [more] : [])].join(separator);
  };
  let kept = fittingAtMost(items, charsMax);
  while (kept > 0 && text(kept).length > charsMax) kept -= 1;
  const [first] = items;
  return kept > 0 || first === undefined ? shorten(text(kept), charsMax) : shorten(first, charsMax);
}

// An upper bound, so that the exact search starts near its end.
function fittingAtMost(items: readonly string[], charsMax: number): number {
  let chars = 0;
  const beyond = items.findIndex((item) => {
    chars += item.length;
    return chars > charsMax;
  });
  return beyond === -1 ? items.length : beyond;
}
