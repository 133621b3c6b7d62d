import { concurrently } from "#domain/concurrently.ts";
import { CheckInput, type CheckOutput, type PrincipalRunning, type PrincipalState } from "#domain/contract.ts";
import { executionArnOf } from "#domain/correlation.ts";
import { ServiceUnavailable, SetupFault, Throttled } from "#domain/errors.ts";
import { rankEvidence } from "#domain/evidence.ts";
import { investigated, missed, nextStep, refused, unfinished } from "#domain/look.ts";
import type { Detective, Invocation } from "#domain/ports.ts";
import { type QueueingPorts, queueUp } from "./queueing.ts";
import { type KeepReport, type ReportingPorts, reportKeeping } from "./reporting.ts";

export interface CheckPorts extends QueueingPorts, ReportingPorts {
  readonly detective: Detective;
}

const looksAtOnceMax = 5;
// What one look may need: hundreds of indicators are a dozen calls.
const lookMs = 20_000;

/**
 * Looks at every investigation of a group that is running, reads the evidence of those that succeeded, says what is next;
 * when all is read, the group gets its turn to read its findings. A look that is throttled, or for which no time is left, is
 * made up for at the next one: what was learned of others is kept. The reports of what is over are written. Where a person is wanted (no access, a graph that is gone),
 * that principal alone has failed.
 * @throws {Throttled} {ServiceUnavailable} when not a single look succeeded
 */
export function createHandler(ports: CheckPorts) {
  return async (event: unknown, invocation: Invocation): Promise<CheckOutput> => {
    const { principals: before, group } = CheckInput.parse(event);
    const executionArn = executionArnOf(event);
    ports.log.begin(invocation, executionArn);

    const failures: Error[] = [];
    const round = { invocation, executionArn, failures, keep: reportKeeping(ports, executionArn) };
    const principals = await concurrently(before, looksAtOnceMax, async (principal) =>
      principal.kind === "running" ? lookOrMiss(ports, principal, round) : principal,
    );
    const [failure] = failures;
    if (failure && failures.length === before.filter(({ kind }) => kind === "running").length) throw failure;
    const step = nextStep(principals);
    const isDone = step.next === "enrich" && group !== undefined && executionArn !== undefined;
    return { principals: [...principals], ...(isDone ? await queueUp(ports, group, executionArn) : step) };
  };
}

interface Round {
  readonly invocation: Invocation;
  readonly executionArn: string | undefined;
  readonly failures: Error[];
  readonly keep: KeepReport;
}

async function lookOrMiss(
  ports: CheckPorts,
  principal: PrincipalRunning,
  { invocation, executionArn, failures, keep }: Round,
) {
  const { arn: principalArn, investigationId } = principal;
  const about = { principalArn, investigationId, ...(executionArn !== undefined && { executionArn }) };
  try {
    if (invocation.getRemainingTimeInMillis() < lookMs) throw new ServiceUnavailable("detective, no time is left");
    const after = await look(ports, principal, keep);
    const reason = "error" in after ? { reason: after.error } : {};
    if (after.kind !== "running") ports.log.outcome({ outcome: outcomeOf(after), ...reason, ...about });
    return after;
  } catch (error) {
    if (error instanceof SetupFault) {
      ports.log.outcome({ outcome: "failed", reason: error.name, ...about });
      return refused(principal, error);
    }
    if (!(error instanceof Throttled || error instanceof ServiceUnavailable)) throw error;
    failures.push(error);
    const line = { outcome: "missed", reason: error.name, ...about };
    ports.log.warn("Cannot look at the investigation, it is looked at again", line);
    return missed(principal, ports.clock.now());
  }
}

async function look(
  { detective, clock }: CheckPorts,
  principal: PrincipalRunning,
  keep: KeepReport,
): Promise<PrincipalState> {
  const { graphArn, investigationId } = principal;
  const investigation = await detective.investigation(graphArn, investigationId);
  if (investigation?.status !== "SUCCESSFUL") return unfinished(principal, investigation, clock.now());
  const { indicators, complete } = await detective.indicators(graphArn, investigationId);
  const now = clock.now();
  const hasReport = await keep({ principal, investigation, indicators, complete, now });
  return investigated(principal, investigation.severity, rankEvidence(indicators, complete), now, hasReport);
}

function outcomeOf({ kind }: PrincipalState): string {
  return kind === "start" ? "failed-once" : kind;
}
