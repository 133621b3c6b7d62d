import { concurrently } from "#domain/concurrently.ts";
import { CheckInput, type CheckOutput, type PrincipalRunning, type PrincipalState } from "#domain/contract.ts";
import { executionArnOf } from "#domain/correlation.ts";
import { rankEvidence } from "#domain/evidence.ts";
import { investigated, nextStep, unfinished } from "#domain/look.ts";
import type { Clock, Detective, Invocation, Log } from "#domain/ports.ts";

export interface CheckPorts {
  readonly detective: Detective;
  readonly clock: Clock;
  readonly log: Log;
}

const looksAtOnceMax = 5;

/** Looks at every investigation of a group that is running, reads the evidence of those that succeeded, says what is next. */
export function createHandler({ detective, clock, log }: CheckPorts) {
  const look = async (principal: PrincipalRunning): Promise<PrincipalState> => {
    const { graphArn, investigationId } = principal;
    const investigation = await detective.investigation(graphArn, investigationId);
    if (investigation?.status !== "SUCCESSFUL") return unfinished(principal, investigation, clock.now());
    const { indicators, complete } = await detective.indicators(graphArn, investigationId);
    return investigated(principal, investigation.severity, rankEvidence(indicators, complete));
  };

  return async (event: unknown, invocation: Invocation): Promise<CheckOutput> => {
    const { principals: before } = CheckInput.parse(event);
    const executionArn = executionArnOf(event);
    log.begin(invocation, executionArn);

    const principals = await concurrently(before, looksAtOnceMax, async (principal) => {
      if (principal.kind !== "running") return principal;
      const after = await look(principal);
      const { arn: principalArn, investigationId } = principal;
      const reason = "error" in after ? { reason: after.error } : {};
      const execution = executionArn === undefined ? {} : { executionArn };
      if (after.kind !== "running") {
        log.outcome({ outcome: outcomeOf(after), principalArn, investigationId, ...reason, ...execution });
      }
      return after;
    });
    return { principals: [...principals], ...nextStep(principals) };
  };
}

function outcomeOf({ kind }: PrincipalState): string {
  return kind === "start" ? "failed-once" : kind;
}
