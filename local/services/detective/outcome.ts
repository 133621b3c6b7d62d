import { principalKey, principalOf } from "../../behaviour/principal-arn.ts";
import type { FinalStatus, PlannedIndicator, Severity } from "../../behaviour/shape.ts";
import type { Behaviour, PrincipalBehaviour } from "../../behaviour.ts";
import { type Dice, diceOf } from "../request/dice.ts";
import { detailed, indicatorsOf } from "./evidence.ts";
import type { NewInvestigation } from "./investigations.ts";

export interface Outcome {
  readonly durationMs: number;
  readonly finalStatus: FinalStatus;
  readonly severity: Severity | undefined;
  readonly indicators: readonly PlannedIndicator[];
}

/**
 * How an investigation will go: what the behaviour says about the principal, the rest made up from its ARN.
 * A failed investigation has no indicators, and no severity unless the behaviour gives one.
 * @param earlier how many investigations of the principal there were before
 * @param special what is planned for this one alone
 */
export function outcomeOf(
  request: NewInvestigation,
  earlier: number,
  behaviour: Behaviour,
  special: PrincipalBehaviour = {},
): Outcome {
  const plan = { ...planOf(request.entityArn, behaviour), ...special };
  const dice = diceOf("investigation", principalKey(request.entityArn));
  const duration = plan.durationSeconds ?? madeUpSeconds(dice);
  const madeUpSeverity = severityOf(dice);
  const severity = plan.severity ?? madeUpSeverity;
  const finalStatus = statusOf(plan, earlier);
  const failed = finalStatus === "FAILED";
  return {
    durationMs: duration === "never" ? Number.POSITIVE_INFINITY : duration * 1000,
    finalStatus,
    severity: failed ? plan.severity : severity,
    indicators: failed ? [] : evidenceFor(request, plan, severity, dice),
  };
}

function planOf(arn: string, { principals }: Behaviour): PrincipalBehaviour {
  const exact = principals.get(arn);
  if (exact) return exact;
  const key = principalKey(arn);
  for (const [planned, plan] of principals) if (principalKey(planned) === key) return plan;
  return {};
}

function statusOf({ statuses = [] }: PrincipalBehaviour, earlier: number): FinalStatus {
  return statuses[Math.min(earlier, statuses.length - 1)] ?? "SUCCESSFUL";
}

function evidenceFor(request: NewInvestigation, plan: PrincipalBehaviour, severity: Severity, dice: Dice) {
  const { entityArn } = request;
  const { partition = "aws", accountId = "" } = principalOf(entityArn) ?? {};
  const [, , , region = ""] = request.graphArn.split(":");
  const scene = { partition, accountId, region, severity };
  return plan.indicators?.map((indicator) => detailed(indicator, scene, dice)) ?? indicatorsOf(scene, dice);
}

/** Mostly 2 to 3 minutes; one in ten is quicker, one in ten takes up to a quarter of an hour, a few up to 50 minutes. */
function madeUpSeconds(dice: Dice): number {
  const kind = dice.below(100);
  if (kind < 78) return 120 + dice.below(61);
  if (kind < 88) return 15 + dice.below(105);
  if (kind < 98) return 181 + dice.below(720);
  return 901 + dice.below(2100);
}

function severityOf(dice: Dice): Severity {
  const kind = dice.below(100);
  if (kind < 15) return "INFORMATIONAL";
  if (kind < 45) return "LOW";
  if (kind < 73) return "MEDIUM";
  return kind < 91 ? "HIGH" : "CRITICAL";
}
