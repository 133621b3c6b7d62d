import { type Group, InvestigateInput, InvestigateOutput } from "./contract.ts";
import type { ExecutionDetail, ExecutionStatus } from "./execution-archive.ts";
import { causeText } from "./failure.ts";
import type { FindingRecord } from "./finding-record.ts";
import { formatInstant, type Instant } from "./instant.ts";
import { parseJson } from "./json.ts";
import { findingKeyText } from "./key.ts";
import { cleanText } from "./text.ts";

/** An execution in a report's words. Times are ISO 8601, UTC; titles are cleaned, ids as they are. */
export interface ExecutionRow {
  readonly name: string;
  readonly executionArn: string;
  readonly status: ExecutionStatus;
  readonly startedAt: string;
  readonly endedAt?: string;
  /** From the start to the end, or until now; a redriven execution counts the time between. */
  readonly seconds: number;
  readonly redriveCount: number;
  readonly findings: readonly { readonly id: string; readonly productArn: string; readonly title: string }[];
  /** ARNs. */
  readonly principals: readonly string[];
  readonly groups: number;
  /** Groups that an execution under way has still to settle. */
  readonly groupsWaiting?: number;
  /** What a SUCCEEDED execution answered. */
  readonly outcome?: InvestigateOutput;
  readonly error?: string;
  readonly cause?: string;
}

/** The groups in an execution's input; none when it is no input of ours. */
export function groupsIn(input: string): readonly Group[] {
  const parsed = parseJson(input);
  const read = InvestigateInput.safeParse(parsed.kind === "json" ? parsed.value : undefined);
  return read.success ? read.data.groups : [];
}

/** @param records by `findingKeyText`: those of the findings of an execution under way */
export function executionRow(
  detail: ExecutionDetail,
  records: ReadonlyMap<string, FindingRecord>,
  now: Instant,
): ExecutionRow {
  const { name, executionArn, status, startedAt, endedAt, redriveCount, error, cause } = detail;
  const groups = groupsIn(detail.input);
  const outcome = outcomeIn(detail.output);
  return {
    ...{ name, executionArn, status, startedAt: formatInstant(startedAt) },
    ...(endedAt !== undefined && { endedAt: formatInstant(endedAt) }),
    seconds: Math.max(0, Math.round(((endedAt ?? now) - startedAt) / 100) / 10),
    redriveCount,
    findings: groups.flatMap(({ findings }) =>
      findings.map(({ id, productArn, title }) => ({ id, productArn, title: cleanText(title, 160) })),
    ),
    principals: [...new Set(groups.flatMap(({ principals }) => principals.map(({ arn }) => arn)))],
    groups: groups.length,
    ...(status === "RUNNING" && { groupsWaiting: waiting(groups, records, executionArn) }),
    ...(outcome && { outcome }),
    ...(error !== undefined && { error: cleanText(error, 80) }),
    ...(cause !== undefined && { cause: causeText(cause) }),
  };
}

/** What an execution answered, if it is an answer of ours. */
export function outcomeIn(output: string | undefined): InvestigateOutput | undefined {
  const parsed = parseJson(output ?? "");
  return parsed.kind === "json" ? InvestigateOutput.safeParse(parsed.value).data : undefined;
}

function waiting(groups: readonly Group[], records: ReadonlyMap<string, FindingRecord>, executionArn: string): number {
  const isWaiting = ({ findings }: Group) =>
    findings.some((finding) => records.get(findingKeyText(finding))?.inFlight?.executionArn === executionArn);
  return groups.filter(isWaiting).length;
}
