import { SeverityLabel } from "./contract.ts";

/**
 * The band of a score on GuardDuty's and Detective's scale.
 *
 * | score | label |
 * |---|---|
 * | 9.0 - 10.0 | CRITICAL |
 * | 7.0 - 8.9 | HIGH |
 * | 4.0 - 6.9 | MEDIUM |
 * | above 0 - 3.9 | LOW |
 * | 0 | INFORMATIONAL |
 *
 * Scores outside 0-10 count as the nearest end; what is no number is INFORMATIONAL.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html
 */
export function severityOf(score: number): SeverityLabel {
  if (score >= 9) return "CRITICAL";
  if (score >= 7) return "HIGH";
  if (score >= 4) return "MEDIUM";
  return score > 0 ? "LOW" : "INFORMATIONAL";
}

/**
 * The band of a `Severity.Normalized` score: 1-39 LOW, 40-69 MEDIUM, 70-89 HIGH, 90-100 CRITICAL.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/asff-required-attributes.html
 */
export function severityOfNormalized(score: number): SeverityLabel {
  return severityOf(score / 10);
}

/** The label a text names, in any case; undefined when it names none. */
export function severityNamed(text: string | undefined): SeverityLabel | undefined {
  return SeverityLabel.options.find((label) => label === text?.trim().toUpperCase());
}
