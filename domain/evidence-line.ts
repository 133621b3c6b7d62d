import { inertIdentifier, inertText } from "./inert-text.ts";
import { joinWithin } from "./item-list.ts";

const factCharsMax = 400;

/** Whose facts, strongest first. */
export interface FactsOf {
  readonly name: string;
  readonly facts: readonly string[];
}

/**
 * The strongest facts about all principals in one line: the strongest one of each, gravest principal first, then the
 * second ones. With several principals each fact names its own.
 * @param investigated gravest first
 * @returns empty when there are no facts
 */
export function evidenceLine(investigated: readonly FactsOf[], charsMax: number): string {
  const depth = Math.max(0, ...investigated.map(({ facts }) => facts.length));
  const told: string[] = [];
  let hidden = 0;
  for (let rank = 0; rank < depth; rank += 1) {
    for (const principal of investigated) {
      const fact = principal.facts[rank];
      if (fact === undefined) continue;
      const more = leftOut(fact);
      if (more === undefined) told.push(inWhoseName(principal, fact, investigated.length));
      else hidden += more;
    }
  }
  return joinWithin(told, "; ", charsMax, hidden);
}

/** How many facts `… +7 more` stands for, the last fact of evidence that did not fit its kilobyte; undefined for any other one. */
export function leftOut(fact: string): number | undefined {
  const more = /^… \+(\d{1,9}) more$/.exec(fact)?.[1];
  return more === undefined ? undefined : Number(more);
}

function inWhoseName({ name }: FactsOf, fact: string, principals: number): string {
  const text = inertText(fact, factCharsMax);
  return principals > 1 ? `${inertIdentifier(name, 64)}: ${text}` : text;
}
