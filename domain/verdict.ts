import {
  type Excluded,
  type PrincipalFailed,
  type PrincipalInvestigated,
  type PrincipalNotInvestigable,
  type PrincipalSettled,
  SeverityLabel,
  type SlimFinding,
} from "./contract.ts";
import { byText } from "./fact.ts";

/** What all investigations together say about one finding version. */
export interface Verdict {
  /**
   * | principals of the finding | outcome |
   * |---|---|
   * | all that can be investigated were, every page of evidence read | `enriched` |
   * | some were, some failed; or evidence is missing | `partial` |
   * | none was, one or more failed | `parked` |
   * | none can be | `not-investigable` |
   */
  readonly outcome: "enriched" | "partial" | "parked" | "not-investigable";
  /** The worst severity that is known; NONE when none is, which is not the same as clean. */
  readonly severity: SeverityLabel | "NONE";
  /** Gravest first, then by identity; so are those that failed. */
  readonly investigated: readonly PrincipalInvestigated[];
  readonly failed: readonly PrincipalFailed[];
  /** Principals that Detective does not know. */
  readonly unknown: readonly PrincipalNotInvestigable[];
  /** Mentions that nothing was started for. */
  readonly excluded: readonly Excluded[];
  /** Earliest end of the investigated scopes, ISO 8601. */
  readonly coveredUntil: string | undefined;
}

/**
 * The verdict over the finding's own principals, whatever else its group holds.
 * One of them that is missing among the settled ones has failed: silence is no result.
 */
export function reachVerdict(finding: SlimFinding, settled: readonly PrincipalSettled[]): Verdict {
  const principals = ownPrincipals(finding, settled);
  const investigated = principals.filter((principal) => principal.kind === "investigated").sort(byGravity);
  const failed = principals.filter(hasFailed);
  return {
    outcome: outcomeOf(investigated, failed),
    severity: investigated[0]?.severity ?? "NONE",
    investigated,
    failed,
    unknown: principals.filter((principal) => principal.kind === "not-investigable"),
    excluded: mentions(finding).toSorted((a, b) => byText(a.reason, b.reason) || byText(a.what, b.what)),
    coveredUntil: investigated.map(({ coveredUntil }) => coveredUntil).sort(byInstant)[0],
  };
}

/** True when Detective had more indicators than could be read. */
export function evidenceIncomplete(verdict: Verdict): boolean {
  return verdict.investigated.some(({ evidence }) => !evidence.complete);
}

function ownPrincipals(finding: SlimFinding, settled: readonly PrincipalSettled[]): PrincipalSettled[] {
  const known = new Map(settled.map((principal) => [principal.identity, principal]));
  const own = new Map(finding.principals.map((principal) => [principal.identity, principal]));
  return [...own.values()]
    .map(({ identity, arn, name }) => known.get(identity) ?? unsettled({ identity, arn, name }))
    .sort((a, b) => byText(a.identity, b.identity));
}

// Nothing named at all is a reason of its own.
function mentions({ principals, excluded }: SlimFinding): readonly Excluded[] {
  return principals.length + excluded.length > 0 ? excluded : [{ what: "", reason: "no-principal" }];
}

function hasFailed(principal: PrincipalSettled): principal is PrincipalFailed {
  return principal.kind === "failed" || principal.kind === "timed-out";
}

function unsettled(principal: Pick<PrincipalFailed, "identity" | "arn" | "name">): PrincipalFailed {
  return { ...principal, kind: "failed", error: "Unsettled", cause: "no result reached the enrichment" };
}

function outcomeOf(investigated: readonly PrincipalInvestigated[], failed: readonly PrincipalFailed[]) {
  if (investigated.length === 0) return failed.length > 0 ? "parked" : "not-investigable";
  return failed.length > 0 || investigated.some(({ evidence }) => !evidence.complete) ? "partial" : "enriched";
}

function byGravity(a: PrincipalInvestigated, b: PrincipalInvestigated): number {
  return rank(b.severity) - rank(a.severity) || byText(a.identity, b.identity);
}

function rank(severity: SeverityLabel | undefined): number {
  return severity === undefined ? -1 : SeverityLabel.options.indexOf(severity);
}

function byInstant(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}
