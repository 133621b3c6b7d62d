import { inertText } from "./inert-text.ts";

/** A sentence an analyst reads, and how much it weighs: compared number by number, the greater first. */
export interface Fact {
  readonly text: string;
  readonly weight: readonly number[];
}

/** What kinds of evidence weigh against each other, first number of a fact's weight. */
export const strength = {
  flaggedAddress: 8,
  impossibleTravel: 7,
  ttp: 6,
  findingGroup: 5,
  relatedFinding: 4,
  newForAccount: 3,
  unknown: 2,
  newForPrincipal: 1,
  /** More of the same after its strongest examples, so that one kind does not crowd out the others. */
  tail: 0,
} as const;

export function byWeight(a: Fact, b: Fact): number {
  const length = Math.max(a.weight.length, b.weight.length);
  for (let at = 0; at < length; at += 1) {
    const difference = (b.weight[at] ?? 0) - (a.weight[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return byText(a.text, b.text);
}

/** By UTF-16 code unit: the same on every machine, whatever its locale. */
export function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Items under the text that `keyOf` tells for them. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** The distinct texts in one order, at most `shownMax`, and how many there are beyond them: `a, b (+3 more)`. */
export function listed(texts: readonly string[], shownMax: number): string {
  const distinct = [...new Set(texts)].sort(byText);
  const hidden = distinct.length - shownMax;
  return `${distinct.slice(0, shownMax).join(", ")}${hidden > 0 ? ` (+${hidden} more)` : ""}`;
}

/** Inert text of what is there: blank and missing texts are left out. */
export function present(texts: readonly (string | undefined)[], charsMax: number): readonly string[] {
  return texts.map((text) => inertText(text ?? "", charsMax)).filter((text) => text !== "");
}

/** The strongest `shownMax` facts of one kind as they are, the others in the tail. */
export function withTail(facts: readonly Fact[], shownMax: number): readonly Fact[] {
  return [...facts]
    .sort(byWeight)
    .map(({ text, weight }, at) => ({ text, weight: at < shownMax ? weight : [strength.tail, ...weight] }));
}
