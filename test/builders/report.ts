import type { PrincipalRunning } from "#domain/contract.ts";
import type { Indicator, Investigation } from "#domain/investigation.ts";
import type { ReportInput } from "#domain/report/compose-report.ts";

/** The role ci-deploy with its investigation 42; another `type` or `name` makes another ARN. */
export function aRunningPrincipal(overrides: Partial<PrincipalRunning> = {}): PrincipalRunning {
  const { type = "role", name = "ci-deploy", partition = "aws" } = overrides;
  const accountId = "111122223333";
  return {
    ...{ type, name, partition, accountId },
    identity: `${partition}/${accountId}/${type}/${name}`,
    arn: `arn:${partition}:iam::${accountId}:${type}/${name}`,
    pathKnown: true,
    kind: "running",
    how: "started",
    try: 1,
    region: "eu-west-1",
    graphArn: `arn:${partition}:detective:eu-west-1:${accountId}:graph:0123456789abcdef0123456789abcdef`,
    investigationId: "000000000000000000042",
    firstActivityAt: "2026-11-19T02:14:07.000Z",
    lastActivityAt: "2026-11-19T02:18:41.000Z",
    createdAt: "2026-11-19T02:25:00.000Z",
    scopeStartAt: "2026-11-18T02:14:07.000Z",
    scopeEndAt: "2026-11-19T02:20:00.000Z",
    waitSeconds: 0,
    ...overrides,
  };
}

/** Investigation 42, CRITICAL, over 24 hours. */
export function anInvestigation(overrides: Partial<Investigation> = {}): Investigation {
  return {
    id: "000000000000000000042",
    status: "SUCCESSFUL",
    severity: "CRITICAL",
    createdAt: Date.UTC(2026, 10, 19, 2, 25),
    scope: { startAt: Date.UTC(2026, 10, 18, 2, 14, 7), endAt: Date.UTC(2026, 10, 19, 2, 20) },
    ...overrides,
  };
}

/** A stolen session: every kind of indicator once, and one that is not known. */
export const everyIndicator: readonly Indicator[] = [
  { kind: "flagged-address", ipAddress: "203.0.113.77", reason: "AWS_THREAT_INTELLIGENCE" },
  {
    kind: "impossible-travel",
    startingLocation: "Dublin, Ireland",
    startingIpAddress: "198.51.100.10",
    endingLocation: "Singapore",
    endingIpAddress: "203.0.113.77",
    hours: 2,
  },
  {
    kind: "ttp",
    tactic: "Privilege Escalation",
    technique: "T1098",
    api: "AttachUserPolicy",
    ipAddress: "203.0.113.77",
    successes: 2,
    failures: 1,
  },
  {
    kind: "ttp",
    tactic: "Discovery",
    technique: "Account Discovery",
    api: "ListUsers",
    ipAddress: "203.0.113.78",
    successes: 14,
    failures: 40,
  },
  { kind: "new-geolocation", location: "Singapore", ipAddress: "203.0.113.77", newForAccount: true },
  { kind: "new-aso", aso: "Example Hosting BV", newForAccount: true },
  { kind: "new-user-agent", userAgent: "aws-cli/2.15.0 Python/3.11", newForAccount: false },
  { kind: "related-finding", type: "Discovery:IAMUser/AnomalousBehavior", ipAddress: "203.0.113.77" },
  { kind: "related-finding-group", id: "0d1b2c3d-finding-group" },
  { kind: "unknown", type: "NEW_KIND" },
];

/** All that a report of the role ci-deploy is made of. */
export function aReportInput(overrides: Partial<ReportInput> = {}): ReportInput {
  return {
    principal: aRunningPrincipal(),
    investigation: anInvestigation(),
    indicators: everyIndicator,
    complete: true,
    now: Date.UTC(2026, 10, 19, 2, 28),
    ...overrides,
  };
}
