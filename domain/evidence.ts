import { jsonBytes } from "./bytes.ts";
import type { Evidence } from "./contract.ts";
import { byText, byWeight, type Fact, grouped, present } from "./fact.ts";
import {
  findingGroupFacts,
  flaggedAddressFacts,
  impossibleTravelFacts,
  relatedFindingFacts,
  unknownFacts,
} from "./indicator-fact.ts";
import type { Indicator } from "./investigation.ts";
import { noveltyFacts } from "./novelty-fact.ts";
import { ttpFacts } from "./ttp-fact.ts";

// 40 principals share one state of 256 KiB; 1 KiB of evidence each leaves room for all else.
const evidenceBytesMax = 1_024;
// A dozen sentences of 80 bytes fill it.
const factsMax = 24;
const tacticsMax = 14;

/**
 * All that Detective found about one principal, as sentences, strongest first: flagged addresses and impossible travel,
 * API calls by gravity of their tactic and success, related finding groups and findings, what is new to the account, what
 * is new to the principal. The same for the same indicators in whatever order.
 * @param complete false when not every page of indicators could be read
 * @returns at most 1,024 bytes as JSON; what does not fit is counted in a last `… +N more`
 */
export function rankEvidence(indicators: readonly Indicator[], complete: boolean): Evidence {
  return fitting(rankedFacts(indicators), { tactics: tacticsOf(indicators), indicators: indicators.length, complete });
}

/** The same sentences, strongest first, without a bound. */
export function rankedFacts(indicators: readonly Indicator[]): readonly string[] {
  return factsOf(indicators)
    .toSorted(byWeight)
    .map(({ text }) => text);
}

function factsOf(indicators: readonly Indicator[]): readonly Fact[] {
  const of = <K extends Indicator["kind"]>(kind: K) =>
    indicators.filter((indicator): indicator is Extract<Indicator, { kind: K }> => indicator.kind === kind);
  return [
    ...flaggedAddressFacts(of("flagged-address")),
    ...impossibleTravelFacts(of("impossible-travel")),
    ...ttpFacts(of("ttp")),
    ...findingGroupFacts(of("related-finding-group")),
    ...relatedFindingFacts(of("related-finding")),
    ...noveltyFacts([...of("new-aso"), ...of("new-geolocation"), ...of("new-user-agent")]),
    ...unknownFacts(of("unknown")),
  ];
}

function tacticsOf(indicators: readonly Indicator[]): string[] {
  const told = present(
    indicators.map((indicator) => (indicator.kind === "ttp" ? indicator.tactic : undefined)),
    48,
  );
  const counted = [...grouped(told, (tactic) => tactic)].map(
    ([tactic, mentions]) => [tactic, mentions.length] as const,
  );
  counted.sort(([a, countOfA], [b, countOfB]) => countOfB - countOfA || byText(a, b));
  return counted.slice(0, tacticsMax).map(([tactic]) => tactic);
}

/** The weakest facts go first, then the rarest tactics; the strongest fact goes last. */
function fitting(facts: readonly string[], rest: Omit<Evidence, "facts">): Evidence {
  const fits = (evidence: Evidence) => jsonBytes(evidence) <= evidenceBytesMax;
  for (let kept = fittingAtMost(facts); kept > 0; kept -= 1) {
    const evidence = { facts: withCount(facts, kept), ...rest };
    if (fits(evidence)) return evidence;
  }
  for (let tactics = rest.tactics.length; tactics >= 0; tactics -= 1) {
    const evidence = { facts: withCount(facts, 1), ...rest, tactics: rest.tactics.slice(0, tactics) };
    if (fits(evidence)) return evidence;
  }
  return { ...rest, facts: withCount(facts, 0), tactics: [] };
}

// An upper bound, for a text has no fewer bytes than characters: the exact search starts near its end.
function fittingAtMost(facts: readonly string[]): number {
  let chars = 0;
  const beyond = facts.findIndex(({ length }, at) => {
    chars += length;
    return at >= factsMax || chars > evidenceBytesMax;
  });
  return beyond === -1 ? facts.length : beyond;
}

// `… +` and not `+`: at the beginning of a cell a plus sign would make a formula of it.
function withCount(facts: readonly string[], kept: number): string[] {
  const hidden = facts.length - kept;
  return hidden > 0 ? [...facts.slice(0, kept), `… +${hidden} more`] : [...facts];
}
