import type { PrincipalRunning } from "#domain/contract.ts";
import { formatInstant } from "#domain/instant.ts";
import type { Investigation } from "#domain/investigation.ts";
import { principalRequest } from "#domain/principal-request.ts";
import type { AskedInvestigation } from "./asked-investigations.ts";

interface Known {
  readonly principalArn: string;
  readonly region: string;
  readonly graphArn: string;
  readonly investigation: Investigation;
  readonly activity: AskedInvestigation["activity"];
}

/**
 * The principal as the pipeline would have it. Without a finding, its activity is all that was looked at.
 * @throws {Error} it is about something that is no user or role
 */
export function runningOf({ principalArn, region, graphArn, investigation, activity }: Known): PrincipalRunning {
  const { id: investigationId, scope, createdAt } = investigation;
  const request = principalRequest(principalArn, region, { since: scope.startAt, now: scope.endAt });
  if (request.kind === "not-investigable") {
    throw new Error(`Cannot report on an investigation: it is about "${principalArn}", an IAM user or role is wanted`);
  }
  return {
    ...request.principal,
    ...(activity && { firstActivityAt: activity.firstAt, lastActivityAt: activity.lastAt }),
    kind: "running",
    how: "adopted",
    graphArn,
    investigationId,
    createdAt: formatInstant(createdAt),
    scopeStartAt: formatInstant(scope.startAt),
    scopeEndAt: formatInstant(scope.endAt),
    waitSeconds: 0,
  };
}
