import * as z from "zod";
import type { Clock } from "#domain/ports.ts";
import { type Detectors, publishingFrequencies } from "#domain/publishing-frequency.ts";

export interface SettingPorts {
  readonly detectors: Detectors;
  readonly clock: Pick<Clock, "sleep">;
}

const Frequency = z.enum(publishingFrequencies);

// A role that was made a moment ago may be refused what its policy allows: IAM is eventually consistent
// (docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html, read 2026-12-01).
const triesMax = 5;
const pauseMs = 4_000;

/**
 * Sets the frequency of this account and Region, unless it is set already.
 * @returns what was done, in one sentence
 * @throws {Error} saying why it cannot be set
 */
export async function setFrequency({ detectors, clock }: SettingPorts, given: unknown): Promise<string> {
  const read = Frequency.safeParse(given);
  if (!read.success)
    throw new Error(`Cannot set how often GuardDuty publishes: one of ${publishingFrequencies.join(", ")} is wanted`);
  const frequency = read.data;
  for (let tries = 1; ; tries++) {
    try {
      const detector = await detectors.find();
      if (!detector)
        throw new Error(
          "Cannot set how often GuardDuty publishes: this account has no detector in this Region. " +
            "`aws guardduty create-detector --enable` makes one; or leave out the setting guardDutyPublishing",
        );
      if (detector.publishes === frequency) return `GuardDuty publishes ${frequency} already`;
      await detectors.publish(detector.id, frequency);
      return `GuardDuty publishes ${frequency} from now on`;
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "SetupFault" || tries === triesMax) throw error;
      await clock.sleep(pauseMs);
    }
  }
}
