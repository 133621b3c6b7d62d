import type { Indicator as SdkIndicator } from "@aws-sdk/client-detective";
import { indicatorOf } from "#adapters/detective-indicator.ts";
import { objectLink } from "#domain/console-link.ts";
import type { Principal, PrincipalSettled, SeverityLabel, SlimFinding } from "#domain/contract.ts";
import { rankEvidence } from "#domain/evidence.ts";
import { formatInstant, hourMs, minuteMs } from "#domain/instant.ts";
import { composeReport } from "#domain/report/compose-report.ts";
import type { InvestigationReport } from "#domain/report/investigation-report.ts";
import { aRunningPrincipal } from "./report.ts";

/** What Detective makes of a principal, as behaviour files tell it; nothing: an investigation that finds nothing. */
export interface Plan {
  readonly durationSeconds?: number | "never";
  readonly severity?: SeverityLabel;
  readonly indicators?: readonly SdkIndicator[];
}

/** How the principals of a finding end, and the reports of those that were investigated. */
export interface Investigated {
  readonly settled: readonly PrincipalSettled[];
  readonly reports: readonly InvestigationReport[];
}

/** The finding's principals, investigated at once as the plans say, by ARN. An investigation is told apart by its place. */
export function investigated(finding: SlimFinding, plans: Readonly<Record<string, Plan>>): Investigated {
  const ends = finding.principals.map((principal, at) => endOf(finding, principal, plans[principal.arn] ?? {}, at));
  return {
    settled: ends.map(({ settled }) => settled),
    reports: ends.flatMap(({ report }) => report ?? []),
  };
}

interface End {
  readonly settled: PrincipalSettled;
  readonly report?: InvestigationReport;
}

function endOf(finding: SlimFinding, principal: Principal, plan: Plan, at: number): End {
  const { identity, arn, name, partition, accountId } = principal;
  const { region, firstActivityAt, lastActivityAt } = finding;
  const who = { identity, arn, name };
  const investigationId = String(42 + at).padStart(21, "0");
  if (plan.durationSeconds === "never") {
    const cause = "Detective did not end the investigation within 60 minutes";
    return { settled: { ...who, kind: "timed-out", error: "InvestigationTimedOut", cause, investigationId } };
  }
  const { severity = "INFORMATIONAL" } = plan;
  const indicators = (plan.indicators ?? []).map(indicatorOf);
  const createdAt = Date.parse(lastActivityAt) + 6 * minuteMs;
  const scope = { startAt: Date.parse(firstActivityAt) - 24 * hourMs, endAt: createdAt - 5 * minuteMs };
  const [scopeStartAt, scopeEndAt] = [formatInstant(scope.startAt), formatInstant(scope.endAt)];
  const report = composeReport({
    principal: aRunningPrincipal({
      ...principal,
      ...{ region, firstActivityAt, lastActivityAt, investigationId, scopeStartAt, scopeEndAt },
      graphArn: `arn:${partition}:detective:${region}:${accountId}:graph:0123456789abcdef0123456789abcdef`,
      createdAt: formatInstant(createdAt),
    }),
    investigation: { id: investigationId, status: "SUCCESSFUL", severity, createdAt, scope },
    indicators,
    complete: true,
    now: createdAt + 3 * minuteMs,
    pages: {
      report: objectLink(
        partition,
        region,
        "gumshoe-reports",
        `investigations/${region}/${investigationId}/report.html`,
      ),
    },
  });
  const evidence = rankEvidence(indicators, true);
  const covered = { coveredFrom: scopeStartAt, coveredUntil: scopeEndAt, readAt: report.readAt };
  return {
    settled: { ...who, kind: "investigated", how: "started", region, investigationId, severity, ...covered, evidence },
    report,
  };
}
