import { type Instant, secondMs } from "./instant.ts";

/** What the schedule needs of an investigation. */
export interface Looked {
  readonly createdAt: Instant;
  /** 1, or 2 after the first one FAILED. */
  readonly try: number;
}

export type NextLook = { readonly kind: "wait"; readonly seconds: number } | { readonly kind: "timed-out" };

// The hour is four times what a Lambda could wait.
const firstLookSeconds = 150;
const lastLookSeconds = 3_600;
// Twice before it grows: most investigations end within three minutes, and whoever waits for them waits for the next look.
const firstStepSeconds = 15;
const stepGrowth = 1.25;
const longestStepSeconds = { first: 120, second: 300 };

const schedules = {
  first: offsetsSeconds(longestStepSeconds.first),
  second: offsetsSeconds(longestStepSeconds.second),
};

/**
 * How long to wait before an investigation that is still RUNNING is looked at again, whoever asks and however often before.
 * Counts from its creation, so that a joiner waits only for what is left.
 * @returns whole seconds, 1 to 300; `timed-out` when the last look, 60 min after its creation, is past
 */
export function nextLook(investigation: Looked, now: Instant): NextLook {
  // Detective's clock may be ahead of ours; it is believed as far as no wait gets longer than 300 s.
  const ageSeconds = Math.max(-firstLookSeconds, (now - investigation.createdAt) / secondMs);
  const offset = lookOffsetsSeconds(investigation.try).find((seconds) => seconds > ageSeconds);
  return offset === undefined ? { kind: "timed-out" } : { kind: "wait", seconds: Math.ceil(offset - ageSeconds) };
}

/**
 * Ages, in seconds, at which an investigation is looked at: 150, 165, then steps of 15 × 1.25ⁿ capped at 120 (second try: 300),
 * and 3,600 at last. 37 looks for the first try, 24 for the second: an execution stays under 25,000 history events.
 */
export function lookOffsetsSeconds(tries: number): readonly number[] {
  return tries === 1 ? schedules.first : schedules.second;
}

function offsetsSeconds(longestStep: number): readonly number[] {
  const offsets = [firstLookSeconds];
  let step = firstStepSeconds;
  for (
    let offset = firstLookSeconds + firstStepSeconds;
    offset < lastLookSeconds;
    offset += Math.min(step, longestStep), step *= stepGrowth
  ) {
    offsets.push(Math.round(offset));
  }
  return [...offsets, lastLookSeconds];
}
