import type { SeverityLabel } from "./contract.ts";
import { textAt, valueAt } from "./json.ts";
import { severityNamed, severityOf, severityOfNormalized } from "./severity.ts";

/**
 * Severity of an ASFF finding: the label, else the normalized score, else what the provider said, else the product's own
 * score (0-10, or 0-100 when it is above 10). A finding that tells none is INFORMATIONAL.
 */
export function asffSeverity(finding: unknown): SeverityLabel {
  return (
    rated(valueAt(finding, "Severity")) ??
    rated(valueAt(finding, "FindingProviderFields", "Severity")) ??
    productRated(valueAt(finding, "Severity", "Product")) ??
    severityNamed(textAt(finding, "Severity", "Original")) ??
    "INFORMATIONAL"
  );
}

function rated(severity: unknown): SeverityLabel | undefined {
  const normalized = valueAt(severity, "Normalized");
  return (
    severityNamed(textAt(severity, "Label")) ??
    (typeof normalized === "number" ? severityOfNormalized(normalized) : undefined)
  );
}

function productRated(score: unknown): SeverityLabel | undefined {
  if (typeof score !== "number") return undefined;
  return score > 10 ? severityOfNormalized(score) : severityOf(score);
}
