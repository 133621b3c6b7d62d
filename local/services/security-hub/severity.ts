import { type Severity, severities } from "../../behaviour/shape.ts";
import { isRecord, memberOf } from "../request/record.ts";

const normalizedOf: Readonly<Record<Severity, number>> = {
  INFORMATIONAL: 0,
  LOW: 1,
  MEDIUM: 40,
  HIGH: 70,
  CRITICAL: 90,
};

function labelOf(normalized: number): Severity {
  if (normalized >= 90) return "CRITICAL";
  if (normalized >= 70) return "HIGH";
  if (normalized >= 40) return "MEDIUM";
  return normalized >= 1 ? "LOW" : "INFORMATIONAL";
}

/**
 * A severity with both Label and Normalized where it has one of them; anything else comes back as it is.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Severity.html
 */
export function completeSeverity(severity: unknown): unknown {
  if (!isRecord(severity)) return severity;
  const label = severities.find((known) => known === memberOf(severity, "Label"));
  const normalized = memberOf(severity, "Normalized");
  if (label && normalized === undefined) return { ...severity, Normalized: normalizedOf[label] };
  if (typeof normalized === "number" && memberOf(severity, "Label") === undefined) {
    return { ...severity, Label: labelOf(normalized) };
  }
  return severity;
}
