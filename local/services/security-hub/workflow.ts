import { memberOf } from "../request/record.ts";
import type { Finding } from "./finding.ts";

const at = (finding: Finding, name: string, member: string) => memberOf(memberOf(finding, name), member);

/**
 * Whether a provider's update makes a finding NEW again: it was NOTIFIED or RESOLVED, and comes back from the archive or
 * fails a check it had passed.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Workflow.html
 */
export function reopens(before: Finding, after: Finding): boolean {
  const status = at(before, "Workflow", "Status");
  if (status !== "NOTIFIED" && status !== "RESOLVED") return false;
  const isBack = memberOf(before, "RecordState") === "ARCHIVED" && memberOf(after, "RecordState") === "ACTIVE";
  const passed = at(before, "Compliance", "Status") === "PASSED";
  const fails = ["WARNING", "FAILED", "NOT_AVAILABLE"].includes(String(at(after, "Compliance", "Status")));
  return isBack || (passed && fails);
}
