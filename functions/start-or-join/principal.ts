import { parseArn } from "#domain/arn.ts";
import type { PrincipalStarted, PrincipalToStart } from "#domain/contract.ts";
import { running, unknownToDetective } from "#domain/joining.ts";
import type { Invocation, Log } from "#domain/ports.ts";
import { findOrStart, type InvestigationPorts } from "./investigation.ts";

export interface StartOrJoinPorts extends InvestigationPorts {
  readonly log: Log;
}

/** In the name of which invocation, and for which execution. */
export interface Asking {
  readonly invocation: Invocation;
  readonly executionArn?: string | undefined;
}

/**
 * Gives a principal its investigation: joins the newest one that covers its activity, adopts one that Detective already
 * has, or starts one. However many executions ask at once, one starts it. How long to wait is computed for each asker.
 * @throws {ClaimInProgress} {Throttled} {ServiceUnavailable} {SetupFault}
 */
export async function startOrJoin(
  ports: StartOrJoinPorts,
  principal: PrincipalToStart,
  { invocation, executionArn }: Asking,
): Promise<PrincipalStarted> {
  const { detective, clock, log } = ports;
  const beganAt = clock.now();
  const graphArn = await detective.graph(principal.region, parseArn(invocation.invokedFunctionArn)?.accountId);
  const found = await findOrStart(ports, { graphArn, principal, invocation });

  const line = { principalArn: principal.arn, ...(executionArn !== undefined && { executionArn }) };
  const ms = clock.now() - beganAt;
  if (!found) {
    log.outcome({ ...line, outcome: "not-investigable", reason: "unknown-to-detective", ms });
    return unknownToDetective(principal);
  }
  log.outcome({ ...line, outcome: found.how, investigationId: found.investigation.id, ms });
  return running(principal, graphArn, found, clock.now(), detective.graphSince(graphArn));
}
