import type { ReplayEnvelope } from "#domain/contract.ts";
import { aGuardDutyFinding, anAsffFinding, anOcsfFinding } from "./finding.ts";
import { aSlimFinding } from "./slim-finding.ts";

type Json = Record<string, unknown>;

function anEvent(source: string, detailType: string, detail: Json): Json {
  return {
    version: "0",
    id: "7a1f0c52-0000-4000-8000-000000000001",
    source,
    "detail-type": detailType,
    account: "111122223333",
    time: "2026-03-04T10:20:30Z",
    region: "eu-west-1",
    resources: [],
    detail,
  };
}

/** Security Hub's own events carry one finding; more are possible. */
export function anImportedEvent(...findings: readonly unknown[]): Json {
  return anEvent("aws.securityhub", "Security Hub Findings - Imported", {
    findings: findings.length === 0 ? [anAsffFinding()] : findings,
  });
}

export function aCustomActionEvent(...findings: readonly unknown[]): Json {
  return anEvent("aws.securityhub", "Security Hub Findings - Custom Action", {
    actionName: "Investigate",
    actionDescription: "Investigate the principals of the finding",
    findings: findings.length === 0 ? [anAsffFinding()] : findings,
  });
}

export function aGuardDutyEvent(finding: unknown = aGuardDutyFinding()): Json {
  return { ...anEvent("aws.guardduty", "GuardDuty Finding", {}), detail: finding };
}

export function anImportedV2Event(finding: unknown = anOcsfFinding()): Json {
  return anEvent("aws.securityhub", "Findings Imported V2", { findings: [finding] });
}

export function anExecutionEndedEvent(detail: Json = {}): Json {
  return anEvent("aws.states", "Step Functions Execution Status Change", {
    executionArn: "arn:aws:states:eu-west-1:111122223333:execution:investigate:run-1",
    status: "TIMED_OUT",
    input: '{"v":1,"groups":[]}',
    ...detail,
  });
}

/** A parked finding; `{ raw }` takes the place of the finding. */
export function aReplayEnvelope(overrides: Partial<ReplayEnvelope> = {}): ReplayEnvelope {
  const content = overrides.raw === undefined ? { finding: aSlimFinding() } : {};
  return {
    v: 1,
    kind: "replay",
    attempt: 2,
    reason: { code: "service-unavailable", message: "Cannot call GetFindings", state: "Enrich findings" },
    parkedAt: "2026-03-04T12:00:00.000Z",
    ...content,
    ...overrides,
  };
}
