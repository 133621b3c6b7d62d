import { createHash } from "node:crypto";
import type { InvestigateInput, PrincipalSettled, SlimFinding } from "./contract.ts";
import { groupKey } from "./grouping.ts";
import { type Instant, minuteMs } from "./instant.ts";
import type { JoinSettings } from "./joining.ts";
import { holds, leadMs } from "./scope-window.ts";

/** A group of findings on its way that still takes in others about the same principals: they share its wait, its read and its write. */
export interface OpenGroup {
  /** What findings of this group have in common: `openGroupKey`. */
  readonly key: string;
  readonly executionArn: string;
  readonly openedAt: Instant;
  /** When the first activity began that its investigations were asked for; of several principals, the latest. */
  readonly firstActivityAt: Instant;
}

// An execution that ends without telling is found out by the sweep after as long.
const openMs = 30 * minuteMs;
// Detective has not yet taken in the newest minutes: a scope ends that long before its investigation is started.
const unsettledMs = 5 * minuteMs;

/** One short text for all findings of one Region about the same principals. */
export function openGroupKey(finding: Pick<SlimFinding, "region" | "principals">): string {
  return createHash("sha256").update(groupKey(finding)).digest("hex");
}

/** The groups of an execution that was just started. Those without principals wait for nothing and take nobody in. */
export function openingsOf(input: InvestigateInput, executionArn: string, openedAt: Instant): readonly OpenGroup[] {
  return input.groups.flatMap(({ principals, findings: [finding] }) => {
    if (!finding || principals.length === 0) return [];
    const firstActivityAt = Math.max(...principals.map((principal) => Date.parse(principal.firstActivityAt)));
    return [{ key: openGroupKey(finding), executionArn, openedAt, firstActivityAt }];
  });
}

/**
 * Whether a finding that comes later may join the group: its investigations will reach its activity, as far as can be known
 * now. What was asked for never joins: it has an execution of its own, to look at.
 */
export function takesIn(group: OpenGroup, finding: SlimFinding, now: Instant, settings: JoinSettings): boolean {
  if (finding.requested || now - group.openedAt > openMs) return false;
  const reachesUntil = group.openedAt - unsettledMs + settings.joinToleranceMinutes * minuteMs;
  const [firstAt, lastAt] = [Date.parse(finding.firstActivityAt), Date.parse(finding.lastActivityAt)];
  return firstAt >= group.firstActivityAt - leadMs && Math.min(lastAt, now) <= reachesUntil;
}

/**
 * Whether a finding that joined was active outside the time that the evidence covers: the group had found an older investigation.
 * It needs another.
 * @param principals the settled ones of the group
 */
export function exceeds(
  finding: SlimFinding,
  principals: readonly PrincipalSettled[],
  now: Instant,
  { joinToleranceMinutes }: JoinSettings,
): boolean {
  const activity = { firstAt: Date.parse(finding.firstActivityAt), lastAt: Date.parse(finding.lastActivityAt) };
  return principals.some((one) => {
    if (one.kind !== "investigated") return false;
    if (one.coveredFrom === undefined) return true;
    const scope = { startAt: Date.parse(one.coveredFrom), endAt: Date.parse(one.coveredUntil) };
    return !holds(scope, activity, now, joinToleranceMinutes * minuteMs);
  });
}
