import { type Fact, grouped, listed, present, strength, withTail } from "./fact.ts";
import { inertText, quote } from "./inert-text.ts";
import type {
  FlaggedAddress,
  ImpossibleTravel,
  RelatedFinding,
  RelatedFindingGroup,
  UnknownIndicator,
} from "./investigation.ts";

const shownMax = 3;
const addressChars = 45;
const placeChars = 48;

/** One fact per reason, which is AWS threat intelligence in all that is documented. */
export function flaggedAddressFacts(flagged: readonly FlaggedAddress[]): readonly Fact[] {
  const groups = grouped(flagged, ({ reason }) => inertText(reason ?? "AWS_THREAT_INTELLIGENCE", 40));
  return [...groups].map(([reason, group]) => {
    const by = reason === "AWS_THREAT_INTELLIGENCE" ? "flagged by AWS threat intelligence" : `flagged (${reason})`;
    const addresses = listed(
      present(
        group.map(({ ipAddress }) => ipAddress),
        addressChars,
      ),
      shownMax,
    );
    return { text: `Address ${by}${addresses && `: ${addresses}`}`, weight: [strength.flaggedAddress, group.length] };
  });
}

/** One fact per distinct journey, the fastest first. */
export function impossibleTravelFacts(journeys: readonly ImpossibleTravel[]): readonly Fact[] {
  const facts = journeys.map((journey): Fact => {
    const from = place(journey.startingLocation, journey.startingIpAddress);
    const to = place(journey.endingLocation, journey.endingIpAddress);
    const hours = Number.isFinite(journey.hours) ? journey.hours : undefined;
    const route = from || to ? `: ${from || "an unknown place"} to ${to || "an unknown place"}` : "";
    const apart = hours === undefined ? "" : `, ${hours} h apart`;
    return { text: `Impossible travel${route}${apart}`, weight: [strength.impossibleTravel, -(hours ?? 1_000)] };
  });
  return withTail([...new Map(facts.map((fact) => [fact.text, fact])).values()], shownMax);
}

/** `Lisbon (198.51.100.7)`; the one that is there when the other is missing. */
export function place(location: string | undefined, ipAddress: string | undefined): string {
  const where = inertText(location ?? "", placeChars);
  const address = inertText(ipAddress ?? "", addressChars);
  return where && address ? `${where} (${address})` : where || address;
}

export function findingGroupFacts(groups: readonly RelatedFindingGroup[]): readonly Fact[] {
  if (groups.length === 0) return [];
  const ids = new Set(groups.map(({ id }) => id ?? ""));
  const named = listed(present([...ids], 64), shownMax);
  const noun = ids.size === 1 ? "a finding group" : `${ids.size} finding groups`;
  return [{ text: `Part of ${noun}${named && `: ${named}`}`, weight: [strength.findingGroup] }];
}

export function relatedFindingFacts(related: readonly RelatedFinding[]): readonly Fact[] {
  if (related.length === 0) return [];
  const findings = grouped(related, ({ arn, type, ipAddress }) => arn ?? JSON.stringify([type, ipAddress]));
  const types = listed(
    present(
      related.map(({ type }) => type),
      80,
    ),
    shownMax,
  );
  const noun = findings.size === 1 ? "1 related finding" : `${findings.size} related findings`;
  return [{ text: `${noun}${types && `: ${types}`}`, weight: [strength.relatedFinding] }];
}

export function unknownFacts(unknown: readonly UnknownIndicator[]): readonly Fact[] {
  if (unknown.length === 0) return [];
  const types = grouped(unknown, ({ type }) => inertText(type, 40) || "unnamed");
  const counted = [...types].map(([type, group]) => `${quote(type, 44)} ×${group.length}`);
  return [{ text: `Indicators of types not known here: ${listed(counted, shownMax)}`, weight: [strength.unknown] }];
}
