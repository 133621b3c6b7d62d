import { concurrently } from "#domain/concurrently.ts";
import { type ExecutionArchive, type ExecutionDetail, failedStatuses } from "#domain/execution-archive.ts";
import type { Instant } from "#domain/instant.ts";
import { findingsIn } from "#domain/left-behind.ts";
import type { FindingRecords } from "#domain/ports.ts";
import { type RedriveCandidate, redriveCandidate, redriveToken } from "#domain/redrive-plan.ts";
import type { Decision } from "../confirmation.ts";
import { describeAll, isKnown } from "../executions/describe-all.ts";
import { recent } from "../executions/executions-of-finding.ts";

export interface RedriveExecutionsPorts {
  readonly archive: ExecutionArchive;
  readonly records: Pick<FindingRecords, "read">;
  /** Shows the plan and asks. */
  readonly confirm: (plan: readonly RedriveCandidate[]) => Promise<Decision>;
  readonly progress: (done: number, total: number) => void;
}

export interface RedriveExecutionsOptions {
  /** Names or ARNs; none: every execution that failed since `since`. */
  readonly executions: readonly string[];
  readonly since: Instant;
}

export interface RedriveResult extends RedriveCandidate {
  /** `planned`: in a dry run, what would be redriven. */
  readonly result: "redriven" | "planned" | "left" | "not-redriven";
}

/** What `gumshoe executions redrive` answers. */
export interface RedriveReport {
  readonly decision: Decision;
  readonly executions: readonly RedriveResult[];
  /** Names and ARNs that Step Functions does not know. */
  readonly unknown: readonly string[];
  readonly redriven: number;
  readonly left: number;
  readonly notRedriven: number;
}

const callsAtOnceMax = 5;
const executionsMax = 1_000;

/** Lets failed executions go on from where they failed; those with nothing left to do are left alone. */
export async function redriveExecutions(
  ports: RedriveExecutionsPorts,
  options: RedriveExecutionsOptions,
): Promise<RedriveReport> {
  const { details, unknown } =
    options.executions.length > 0 ? await given(ports, options) : await failedSince(ports, options);
  const plan = await planOf(ports, details);
  const due = plan.filter(({ left }) => left === undefined);
  const decision = due.length === 0 ? "go" : await ports.confirm(plan);
  const results = await concurrently(plan, callsAtOnceMax, async (candidate): Promise<RedriveResult> => {
    if (candidate.left !== undefined) return { ...candidate, result: "left" };
    if (decision !== "go") return { ...candidate, result: decision === "dry-run" ? "planned" : "not-redriven" };
    return redriven(ports, candidate);
  });
  const count = (result: RedriveResult["result"]) => results.filter((one) => one.result === result).length;
  return {
    decision,
    executions: results,
    unknown,
    redriven: count("redriven"),
    left: count("left"),
    notRedriven: count("not-redriven"),
  };
}

async function redriven({ archive }: RedriveExecutionsPorts, candidate: RedriveCandidate): Promise<RedriveResult> {
  try {
    const answer = await archive.redrive(candidate.executionArn, redriveToken(candidate));
    if (answer.kind === "redriven") return { ...candidate, result: "redriven" };
    return { ...candidate, result: "not-redriven", because: answer.why };
  } catch (error) {
    // One that is throttled away must not hide what became of the others.
    return { ...candidate, result: "not-redriven", because: error instanceof Error ? error.message : String(error) };
  }
}

async function planOf(
  { records }: RedriveExecutionsPorts,
  details: readonly ExecutionDetail[],
): Promise<readonly RedriveCandidate[]> {
  const known = await records.read(details.flatMap(({ input }) => findingsIn(input) ?? []));
  return details.map((detail) => redriveCandidate(detail, known));
}

interface Found {
  readonly details: readonly ExecutionDetail[];
  readonly unknown: readonly string[];
}

async function given(ports: RedriveExecutionsPorts, { executions }: RedriveExecutionsOptions): Promise<Found> {
  const { archive, progress } = ports;
  const asked = [...new Set(executions)];
  const arns = asked.map((name) => (name.startsWith("arn:") ? name : archive.arnOf(name)));
  const details = await describeAll(archive, arns, progress);
  return { details: details.filter(isKnown), unknown: asked.filter((_, index) => details[index] === undefined) };
}

async function failedSince(ports: RedriveExecutionsPorts, { since }: RedriveExecutionsOptions): Promise<Found> {
  const { archive, progress } = ports;
  const arns: string[] = [];
  for (const status of failedStatuses) {
    for await (const { executionArn } of recent(archive, { since, limit: executionsMax, status }))
      arns.push(executionArn);
  }
  return { details: (await describeAll(archive, arns, progress)).filter(isKnown), unknown: [] };
}
