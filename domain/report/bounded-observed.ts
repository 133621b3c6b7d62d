import type { Observed } from "./observed.ts";

/** The lists of `Observed`, from the one that is shortened last to the one that is shortened first. */
const lists = [
  "flaggedAddresses",
  "travel",
  "attack",
  "apiCalls",
  "findingGroups",
  "places",
  "networks",
  "userAgents",
  "relatedFindings",
  "unknown",
] as const;

/**
 * The strongest `entriesMax` entries over all lists, at least one of each list where that many fit; `omitted` counts the
 * others. Lists take turns, so that one long list does not crowd out the others.
 */
export function boundedObserved(observed: Observed, entriesMax: number): Observed {
  const kept = new Map<string, number>(lists.map((list) => [list, 0]));
  let left = Math.max(0, Math.trunc(entriesMax));
  for (let grew = true; grew && left > 0; ) {
    grew = false;
    for (const list of lists) {
      const taken = kept.get(list) ?? 0;
      if (left === 0 || taken >= observed[list].length) continue;
      kept.set(list, taken + 1);
      left -= 1;
      grew = true;
    }
  }
  const cut = <T>(list: (typeof lists)[number], entries: readonly T[]) => entries.slice(0, kept.get(list));
  const omitted = lists.reduce((sum, list) => sum + observed[list].length - (kept.get(list) ?? 0), observed.omitted);
  return {
    indicators: observed.indicators,
    attack: cut("attack", observed.attack),
    apiCalls: cut("apiCalls", observed.apiCalls),
    flaggedAddresses: cut("flaggedAddresses", observed.flaggedAddresses),
    travel: cut("travel", observed.travel),
    places: cut("places", observed.places),
    networks: cut("networks", observed.networks),
    userAgents: cut("userAgents", observed.userAgents),
    relatedFindings: cut("relatedFindings", observed.relatedFindings),
    findingGroups: cut("findingGroups", observed.findingGroups),
    unknown: cut("unknown", observed.unknown),
    omitted,
  };
}
