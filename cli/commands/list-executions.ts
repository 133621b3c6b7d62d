import type { ExecutionDetail, ExecutionStatus } from "#domain/execution-archive.ts";
import { type ExecutionRow, executionRow, groupsIn } from "#domain/execution-row.ts";
import { formatInstant, type Instant } from "#domain/instant.ts";
import type { Clock, FindingRecords } from "#domain/ports.ts";
import { describeAll, isKnown } from "../executions/describe-all.ts";
import { executionsOfFinding, type FindingSearchPorts, recent } from "../executions/executions-of-finding.ts";

export interface ListExecutionsPorts extends FindingSearchPorts {
  readonly clock: Clock;
  /** Hears how far the reading is. */
  readonly progress: (done: number, total: number) => void;
}

export interface ListExecutionsOptions {
  readonly status?: ExecutionStatus;
  readonly since: Instant;
  readonly limit: number;
  /** Only the executions of this finding. */
  readonly finding?: string;
}

/** What `gumshoe executions list` answers. */
export interface ExecutionsReport {
  readonly since: string;
  /** The latest start first. */
  readonly executions: readonly ExecutionRow[];
  /** Whether there are more in that time. */
  readonly more: boolean;
  /** Executions whose input was read, where a finding was looked for that has no record. */
  readonly searched?: number;
}

/** Recent executions of the state machine, each with what it works on and what it came to. */
export async function listExecutions(
  ports: ListExecutionsPorts,
  options: ListExecutionsOptions,
): Promise<ExecutionsReport> {
  const { details, more, searched } =
    options.finding === undefined ? await latest(ports, options) : await ofFinding(ports, options);
  const rows = await rowsOf(ports, details);
  return {
    since: formatInstant(options.since),
    executions: rows,
    more,
    ...(searched !== undefined && { searched }),
  };
}

/** @returns a row for each execution, in their order; of those under way the records tell how many groups still wait */
export async function rowsOf(
  { records, clock }: { readonly records: Pick<FindingRecords, "read">; readonly clock: Clock },
  details: readonly ExecutionDetail[],
): Promise<readonly ExecutionRow[]> {
  const underWay = details.filter(({ status }) => status === "RUNNING");
  const findings = underWay.flatMap(({ input }) => groupsIn(input).flatMap((group) => group.findings));
  const known = findings.length > 0 ? await records.read(findings) : new Map();
  return details.map((detail) => executionRow(detail, known, clock.now()));
}

interface Found {
  readonly details: readonly ExecutionDetail[];
  readonly more: boolean;
  readonly searched?: number;
}

async function latest(ports: ListExecutionsPorts, { status, since, limit }: ListExecutionsOptions): Promise<Found> {
  const arns: string[] = [];
  // One more than asked for tells whether there are more.
  for await (const { executionArn } of recent(ports.archive, { since, limit: limit + 1, ...(status && { status }) })) {
    arns.push(executionArn);
  }
  const shown = arns.slice(0, limit);
  const details = await describeAll(ports.archive, shown, ports.progress);
  return { details: details.filter(isKnown), more: arns.length > limit };
}

async function ofFinding(ports: ListExecutionsPorts, options: ListExecutionsOptions): Promise<Found> {
  const { finding = "", since, limit, status } = options;
  const found = await executionsOfFinding(ports, finding, { since, searchedMax });
  const wanted = found.executions.filter((execution) => status === undefined || execution.status === status);
  const details = wanted.toSorted((a, b) => b.startedAt - a.startedAt);
  return {
    details: details.slice(0, limit),
    more: details.length > limit,
    ...(found.by === "inputs" && { searched: found.searched }),
  };
}

/** Executions that are searched for a finding without a record: at five a second that takes three minutes. */
export const searchedMax = 1_000;
