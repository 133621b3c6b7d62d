import type { SeverityLabel } from "#domain/contract.ts";

const ascending: readonly SeverityLabel[] = ["INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"];

/** The labels at and above the floor. */
export function labelsFrom(floor: SeverityLabel): readonly SeverityLabel[] {
  return ascending.slice(ascending.indexOf(floor));
}

/** GuardDuty's lowest score of each band, 0-10 (docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html). */
export const guardDutyFloor: Readonly<Record<SeverityLabel, number>> = {
  INFORMATIONAL: 0,
  LOW: 1,
  MEDIUM: 4,
  HIGH: 7,
  CRITICAL: 9,
};

/** OCSF `severity_id` of each band; 6 (Fatal) lies above all (schema.ocsf.io, Finding class). */
export const ocsfFloor: Readonly<Record<SeverityLabel, number>> = {
  INFORMATIONAL: 1,
  LOW: 2,
  MEDIUM: 3,
  HIGH: 4,
  CRITICAL: 5,
};
