import type { InvestigationReport } from "../../investigation-report.ts";
import { instant, type Piece } from "./piece.ts";

export interface Moment {
  readonly at: Piece;
  readonly what: string;
  /** What happened from here to the next moment, strongest first, in no known order. */
  readonly within?: readonly (readonly [kind: string, values: readonly Piece[]])[];
}

const shownMax = 5;

export const timeUnknown =
  "Seen in this period, strongest first. Amazon Detective tells no time of a single indicator, so their order is not known.";

/** The moments that are known. Detective tells no time of a single indicator: they stand between the ends of what it looked at. */
export function timeline(report: InvestigationReport): readonly Moment[] {
  const { scopeStartAt, scopeEndAt, createdAt, readAt } = report;
  return [
    { at: instant(scopeStartAt), what: "The period looked at begins", within: indicators(report) },
    { at: instant(scopeEndAt), what: "The period looked at ends" },
    { at: instant(createdAt), what: "Amazon Detective begins to investigate" },
    { at: instant(readAt), what: "The investigation is over, and its evidence is read" },
  ];
}

function indicators({ observed }: InvestigationReport): readonly (readonly [string, readonly Piece[]])[] {
  const { flaggedAddresses, travel, attack, findingGroups, relatedFindings, places, networks, userAgents } = observed;
  const all: readonly (readonly [string, readonly string[]])[] = [
    ["Flagged addresses", flaggedAddresses.map(({ address }) => address)],
    ["Impossible travel", travel.map(({ fromPlace = "?", toPlace = "?" }) => `${fromPlace} → ${toPlace}`)],
    [
      "Techniques of ATT&CK",
      attack.map(({ technique, tactic, techniqueId }) => technique ?? techniqueId ?? tactic ?? "?"),
    ],
    ["Finding groups", findingGroups],
    ["Related findings", relatedFindings.map(({ type, arn }) => type ?? arn ?? "?")],
    ["New places", places.map(({ place }) => place)],
    ["New networks", networks.map(({ name }) => name)],
    ["New user agents", userAgents.map(({ userAgent }) => userAgent)],
  ];
  return all.flatMap(([kind, values]) => {
    const distinct = [...new Set(values)];
    const shown: Piece[] = distinct.slice(0, shownMax).map((text) => ({ text }));
    const hidden = distinct.length - shown.length;
    if (hidden > 0) shown.push({ text: `${hidden} more` });
    return shown.length > 0 ? [[kind, shown] as const] : [];
  });
}
