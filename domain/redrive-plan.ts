import { createHash } from "node:crypto";
import type { ExecutionDetail } from "./execution-archive.ts";
import type { FindingRecord } from "./finding-record.ts";
import { formatInstant } from "./instant.ts";
import { findingsIn, reasonToLeave } from "./left-behind.ts";

/** What a redrive of one execution would do. */
export interface RedriveCandidate {
  readonly name: string;
  readonly executionArn: string;
  readonly status: ExecutionDetail["status"];
  readonly endedAt?: string;
  readonly error?: string;
  readonly redriveCount: number;
  readonly findings: number;
  /** Findings that it has still to settle: no record says that they are at their end, or with another execution. */
  readonly owed: number;
  /** Why it is left alone; absent when it is redriven. */
  readonly left?: "not-redrivable" | "nothing-owed";
  /** The words of Step Functions, or what became of the findings. */
  readonly because?: string;
}

/**
 * @param records by `findingKeyText`, of the findings in its input. What was replayed meanwhile is settled, or another
 * execution has it: nothing would come of doing it twice, and nothing is left for this one to do.
 */
export function redriveCandidate(
  detail: ExecutionDetail,
  records: ReadonlyMap<string, FindingRecord>,
): RedriveCandidate {
  const { name, executionArn, status, endedAt, error, redriveCount, notRedrivable } = detail;
  const findings = findingsIn(detail.input) ?? [];
  const reasons = findings.map((finding) => reasonToLeave(finding, records, executionArn));
  const owed = reasons.filter((reason) => reason === undefined).length;
  const elsewhere = reasons.filter((reason) => reason === "in-flight").length;
  return {
    ...{ name, executionArn, status, redriveCount, owed },
    findings: findings.length,
    ...(endedAt !== undefined && { endedAt: formatInstant(endedAt) }),
    ...(error !== undefined && { error }),
    ...(notRedrivable !== undefined && { left: "not-redrivable", because: notRedrivable }),
    ...(notRedrivable === undefined &&
      owed === 0 && { left: "nothing-owed", because: becauseOf(findings.length, elsewhere) }),
  };
}

function becauseOf(findings: number, elsewhere: number): string {
  if (findings === 0) return "its input names no finding of ours";
  if (elsewhere === 0) return "its findings are settled since";
  return elsewhere === findings
    ? "another execution has its findings"
    : "its findings are settled, or with another execution";
}

/**
 * The same for every try of the same redrive and new after it: whoever is killed between the call and its answer asks again and
 * changes nothing.
 */
export function redriveToken({
  executionArn,
  redriveCount,
}: Pick<RedriveCandidate, "executionArn" | "redriveCount">): string {
  return createHash("sha256").update(`${executionArn} ${redriveCount}`).digest("hex");
}
