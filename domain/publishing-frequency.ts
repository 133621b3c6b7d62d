/**
 * How often GuardDuty publishes new activity of a finding that it has told of.
 * @see docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateDetector.html (read 2026-12-01)
 */
export const publishingFrequencies = ["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"] as const;
export type PublishingFrequency = (typeof publishingFrequencies)[number];

/** GuardDuty in this account and Region. */
export interface Detectors {
  /** The one detector; undefined where GuardDuty is off. */
  find(): Promise<{ readonly id: string; readonly publishes: string } | undefined>;
  publish(id: string, frequency: PublishingFrequency): Promise<void>;
}
