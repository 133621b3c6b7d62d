import type { SeverityLabel } from "./contract.ts";
import { textAt, valueAt } from "./json.ts";
import { severityNamed } from "./severity.ts";

// 0 is Unknown, 6 is Fatal ("Critical" that needs action at once), 99 is Other: then the text decides.
const labelOfId: ReadonlyMap<unknown, SeverityLabel> = new Map([
  [1, "INFORMATIONAL"],
  [2, "LOW"],
  [3, "MEDIUM"],
  [4, "HIGH"],
  [5, "CRITICAL"],
  [6, "CRITICAL"],
]);

/**
 * Severity of an OCSF finding: `severity_id`, else the caption `severity`. A finding that tells none is INFORMATIONAL.
 * @see https://schema.ocsf.io/1.5.0/classes/detection_finding
 */
export function ocsfSeverity(finding: unknown): SeverityLabel {
  const caption = textAt(finding, "severity");
  return (
    labelOfId.get(valueAt(finding, "severity_id")) ??
    (caption?.toLowerCase() === "fatal" ? "CRITICAL" : severityNamed(caption)) ??
    "INFORMATIONAL"
  );
}
