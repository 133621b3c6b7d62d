import type { SeverityLabel } from "../../../contract.ts";
import type { InvestigationReport } from "../../investigation-report.ts";
import type { Piece } from "./piece.ts";

/** How grave it is; `NONE` is not known, which is no rating. */
export type Rating = SeverityLabel | "NONE";

const words: Readonly<Record<SeverityLabel, string>> = {
  CRITICAL: "critical",
  HIGH: "of high severity",
  MEDIUM: "of medium severity",
  LOW: "of low severity",
  INFORMATIONAL: "informational",
};

export const badges: Readonly<Record<Rating, string>> = {
  CRITICAL: "Critical",
  HIGH: "High",
  MEDIUM: "Medium",
  LOW: "Low",
  INFORMATIONAL: "Informational",
  NONE: "Not rated",
};

export function badge({ severity }: Pick<InvestigationReport, "severity">): string {
  return badges[severity ?? "NONE"];
}

/** One sentence or two that say it all. */
export function verdict({ severity, principal, observed, complete }: InvestigationReport): string {
  const rated =
    severity === undefined
      ? `Amazon Detective has not rated what this ${principal.type} did: that does not mean it is harmless.`
      : `Amazon Detective rates what this ${principal.type} did as ${words[severity]}.`;
  const seen = complete && observed.indicators === 0 ? " It saw nothing that stands out." : "";
  const partial = complete ? "" : " Not all of its evidence could be read: there may be more than this page says.";
  return `${rated}${seen}${partial}`;
}

/** Whom it is about. */
export function who({ principal }: Pick<InvestigationReport, "principal">): {
  readonly who: Piece;
  readonly kind: string;
} {
  return { who: { text: principal.name }, kind: principal.type === "user" ? "IAM user" : "IAM role" };
}
