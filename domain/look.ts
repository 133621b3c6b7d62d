import type {
  CheckOutput,
  Evidence,
  PrincipalFailed,
  PrincipalInvestigated,
  PrincipalRunning,
  PrincipalState,
  PrincipalToStart,
} from "./contract.ts";
import type { SetupFault } from "./errors.ts";
import { formatInstant, type Instant } from "./instant.ts";
import type { Investigation } from "./investigation.ts";
import { type Looked, nextLook } from "./look-schedule.ts";

const missedWaitSeconds = 120;

/** What a look at an investigation that has not succeeded makes of its principal. */
export type Unfinished = PrincipalToStart | PrincipalRunning | PrincipalFailed;

/**
 * | Detective says | first try | second try |
 * |---|---|---|
 * | RUNNING, a look is left | wait | wait |
 * | RUNNING, the last look is past | timed out | timed out |
 * | FAILED, or it no longer knows it | start once more | failed |
 */
export function unfinished(
  principal: PrincipalRunning,
  investigation: Investigation | undefined,
  now: Instant,
): Unfinished {
  if (investigation?.status === "RUNNING") return stillRunning(principal, now);
  if (principal.try === 1) return onceMore(principal);
  const state = investigation ? "it ended FAILED twice" : "Detective no longer knows it";
  const cause = `Cannot investigate "${principal.arn}": ${state}, a successful investigation is wanted`;
  return failed(principal, "failed", "InvestigationFailed", cause);
}

/** The principal when a look at it did not succeed: nothing is known of its end, so that it is never late. */
export function missed(principal: PrincipalRunning, now: Instant): PrincipalRunning {
  const look = nextLook(looked(principal), now);
  return { ...principal, waitSeconds: look.kind === "wait" ? look.seconds : missedWaitSeconds };
}

/** The principal when a person is wanted before anybody can look at it; the others of its group are none the worse for it. */
export function refused(principal: PrincipalRunning, { name, message }: SetupFault): PrincipalFailed {
  return failed(principal, "failed", name, message);
}

/** @param severity of a SUCCESSFUL investigation; without one the evidence counts as incomplete, never as clean */
export function investigated(
  principal: PrincipalRunning,
  severity: PrincipalInvestigated["severity"] | undefined,
  evidence: Evidence,
  now: Instant,
  hasReport = false,
): PrincipalInvestigated {
  const { identity, arn, name, how, region, investigationId, scopeStartAt, scopeEndAt } = principal;
  return {
    ...{ identity, arn, name, how, region, investigationId },
    kind: "investigated",
    ...(severity && { severity }),
    coveredFrom: scopeStartAt,
    coveredUntil: scopeEndAt,
    readAt: formatInstant(now),
    ...(hasReport && { hasReport }),
    evidence: severity ? evidence : { ...evidence, complete: false },
  };
}

/** Where the group goes next. Enrichment needs all of its principals, so the longest wait is the one that counts. */
export function nextStep(principals: readonly PrincipalState[]): Pick<CheckOutput, "next" | "waitSeconds"> {
  const waits = principals.flatMap((state) => (state.kind === "running" ? [state.waitSeconds] : []));
  const waitSeconds = Math.max(0, ...waits);
  if (principals.some(({ kind }) => kind === "start")) return { next: "start", waitSeconds };
  return { next: waits.length > 0 ? "wait" : "enrich", waitSeconds };
}

function stillRunning(principal: PrincipalRunning, now: Instant): PrincipalRunning | PrincipalFailed {
  const look = nextLook(looked(principal), now);
  if (look.kind === "wait") return { ...principal, waitSeconds: look.seconds };
  const cause = `Cannot investigate "${principal.arn}": it is still RUNNING after the last look, an end is wanted`;
  return failed(principal, "timed-out", "InvestigationTimedOut", cause);
}

function looked({ createdAt, try: tries, laterSeconds }: PrincipalRunning): Looked {
  return { createdAt: Date.parse(createdAt), try: tries, laterSeconds };
}

function onceMore(principal: PrincipalRunning): PrincipalToStart {
  const { identity, partition, accountId, type, name, arn, pathKnown } = principal;
  const { region, firstActivityAt, lastActivityAt, laterSeconds, investigationId } = principal;
  return {
    ...{ identity, partition, accountId, type, name, arn, pathKnown, region, firstActivityAt, lastActivityAt },
    ...(laterSeconds !== undefined && { laterSeconds }),
    kind: "start",
    try: 2,
    retryOf: investigationId,
  };
}

function failed(
  { identity, arn, name, investigationId }: PrincipalRunning,
  kind: PrincipalFailed["kind"],
  error: string,
  cause: string,
): PrincipalFailed {
  return { identity, arn, name, kind, error, cause: cause.slice(0, 500), investigationId };
}
