import type { FinalStatus, PlannedIndicator, Severity } from "../../behaviour/shape.ts";

/** One investigation. Whether it is still running depends on when you ask. */
export interface Investigation {
  readonly id: string;
  readonly graphArn: string;
  readonly entityArn: string;
  readonly entityType: "IAM_ROLE" | "IAM_USER";
  readonly createdAtMs: number;
  readonly scopeStartMs: number;
  readonly scopeEndMs: number;
  /** Infinite for one that never ends. */
  readonly finishesAtMs: number;
  readonly finalStatus: FinalStatus;
  /** What is known once it has finished. */
  readonly severity: Severity | undefined;
  readonly indicators: readonly PlannedIndicator[];
  readonly ordinal: number;
  state: "ACTIVE" | "ARCHIVED";
}

export type Status = "RUNNING" | FinalStatus;

export function statusAt(investigation: Investigation, nowMs: number): Status {
  return nowMs < investigation.finishesAtMs ? "RUNNING" : investigation.finalStatus;
}

/** The members GetInvestigation and the rows of ListInvestigations share; no severity while it runs. */
export function summaryAt(investigation: Investigation, nowMs: number) {
  const status = statusAt(investigation, nowMs);
  const severity = status === "RUNNING" ? undefined : investigation.severity;
  return {
    InvestigationId: investigation.id,
    ...(severity === undefined ? {} : { Severity: severity }),
    Status: status,
    State: investigation.state,
    CreatedTime: new Date(investigation.createdAtMs),
    EntityArn: investigation.entityArn,
    EntityType: investigation.entityType,
  };
}
