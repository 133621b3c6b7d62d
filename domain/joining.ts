import type { How, PrincipalNotInvestigable, PrincipalRunning, PrincipalToStart } from "./contract.ts";
import { formatInstant, type Instant, minuteMs } from "./instant.ts";
import type { Investigation, InvestigationListing } from "./investigation.ts";
import { nextLook } from "./look-schedule.ts";
import { type Activity, holds } from "./scope-window.ts";

/** An investigation, and how an execution came by it. */
export interface Found {
  readonly how: How;
  readonly investigation: Investigation;
}

/** How far, in minutes, the last activity may lie after the end of an investigation that is joined. */
export interface JoinSettings {
  readonly joinToleranceMinutes: number;
}

export function activityOf(principal: PrincipalToStart): Activity {
  return { firstAt: Date.parse(principal.firstActivityAt), lastAt: Date.parse(principal.lastActivityAt) };
}

/** Whether the investigation answers for the principal's activity, and is not the one that FAILED for it. */
export function answersFor(
  { id, scope }: Investigation,
  principal: PrincipalToStart,
  now: Instant,
  { joinToleranceMinutes }: JoinSettings,
): boolean {
  return id !== principal.retryOf && holds(scope, activityOf(principal), now, joinToleranceMinutes * minuteMs);
}

/**
 * What is known of an investigation's end. `unclear`: it was RUNNING when last seen, and the last look at it is past; one
 * that never ends must not keep a replay from a new start.
 */
export function promiseOf(investigation: Investigation, tries: number, now: Instant): "good" | "bad" | "unclear" {
  if (investigation.status === "SUCCESSFUL") return "good";
  if (investigation.status === "FAILED") return "bad";
  return nextLook({ createdAt: investigation.createdAt, try: tries }, now).kind === "wait" ? "good" : "unclear";
}

/**
 * Listed investigations that may answer for the activity, in the order of the list. One created before the activity cannot:
 * no scope ends after the investigation was created. Activity of the future counts as of now, as in `holds`.
 */
export function mayAnswerFor(
  listings: readonly InvestigationListing[],
  principal: PrincipalToStart,
  now: Instant,
  { joinToleranceMinutes }: JoinSettings,
): readonly InvestigationListing[] {
  const earliestAt = Math.min(activityOf(principal).lastAt, now) - joinToleranceMinutes * minuteMs;
  return listings.filter(({ id, createdAt }) => id !== principal.retryOf && createdAt >= earliestAt);
}

/**
 * The ARNs under which an investigation of the principal may be listed: as it is asked for now, as the finding has it, and without its
 * path, which not every finding tells.
 */
export function spellingsOf(principal: PrincipalToStart, asked: string): readonly string[] {
  const { partition, accountId, type, name, arn } = principal;
  return [...new Set([asked, arn, `arn:${partition}:iam::${accountId}:${type}/${name}`])];
}

/** The principal with its investigation; how long to wait is counted from the investigation's creation. */
export function running(
  principal: PrincipalToStart,
  graphArn: string,
  { how, investigation }: Found,
  now: Instant,
  graphSince?: Instant,
): PrincipalRunning {
  const { id, createdAt, scope, status } = investigation;
  const look = nextLook({ createdAt, try: principal.try, laterSeconds: principal.laterSeconds }, now);
  return {
    ...principal,
    kind: "running",
    how,
    graphArn,
    investigationId: id,
    createdAt: formatInstant(createdAt),
    scopeStartAt: formatInstant(scope.startAt),
    scopeEndAt: formatInstant(scope.endAt),
    ...(graphSince !== undefined && { graphSince: formatInstant(graphSince) }),
    waitSeconds: status === "RUNNING" && look.kind === "wait" ? look.seconds : 0,
  };
}

/** Detective does not know the principal: nothing to wait for. */
export function unknownToDetective({ identity, arn, name }: PrincipalToStart): PrincipalNotInvestigable {
  return { identity, arn, name, kind: "not-investigable", reason: "unknown-to-detective" };
}
