import { SeverityLabel } from "../contract.ts";
import { formatInstant, parseInstant } from "../instant.ts";
import { textAt, valueAt } from "../json.ts";
import type { FindingBrief } from "./finding-brief.ts";

export type BriefCase = FindingBrief["case"];

/** The finding as a case: where people have got with it, and since when it is open. What is not told counts as new and active. */
export function caseOf(finding: unknown): BriefCase {
  const openedAt = parseInstant(textAt(finding, "CreatedAt"));
  return {
    status: statuses.find((status) => status === textAt(finding, "Workflow", "Status")) ?? "NEW",
    recordState: textAt(finding, "RecordState") === "ARCHIVED" ? "ARCHIVED" : "ACTIVE",
    ...(openedAt !== undefined && { openedAt: formatInstant(openedAt) }),
  };
}

const statuses = ["NEW", "NOTIFIED", "RESOLVED", "SUPPRESSED"] as const;

/** How often its product has seen it; undefined where it does not tell. */
export function countOf(finding: unknown): number | undefined {
  const told =
    textAt(finding, "ProductFields", "aws/guardduty/service/count") ?? textAt(finding, "ProductFields", "count");
  const count = /^\d{1,15}$/.test(told ?? "") ? Number(told) : 0;
  return count >= 1 ? count : undefined;
}

/** The product's own score, GuardDuty's 0 to 10 or any other's up to 100; undefined where it tells none. */
export function productScoreOf(finding: unknown): number | undefined {
  const scores = [
    valueAt(finding, "Severity", "Product"),
    valueAt(finding, "Severity", "Original"),
    valueAt(finding, "FindingProviderFields", "Severity", "Product"),
    valueAt(finding, "FindingProviderFields", "Severity", "Original"),
  ].map(numberOf);
  return scores.find((score) => score !== undefined && score >= 0 && score <= 100);
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === "string" && /^\d{1,3}(?:\.\d{1,6})?$/.test(value.trim())) return Number(value);
  return typeof value === "number" ? value : undefined;
}

/** 0 INFORMATIONAL to 4 CRITICAL. */
export function severityRank(label: SeverityLabel): number {
  return SeverityLabel.options.indexOf(label);
}
