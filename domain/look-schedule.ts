import { type Instant, secondMs } from "./instant.ts";

/** What the schedule needs of an investigation. */
export interface Looked {
  readonly createdAt: Instant;
  /** 1, or 2 after the first one FAILED. */
  readonly try: number;
  /** By how much every look but the last comes later, as `lookedAtInTurn` says. */
  readonly laterSeconds?: number | undefined;
}

export type NextLook = { readonly kind: "wait"; readonly seconds: number } | { readonly kind: "timed-out" };

// The hour is four times what a Lambda could wait.
const lastLookSeconds = 3_600;
// Most investigations take two to three minutes. Three looks in that minute, 10 s apart or more, have a median lag of 10 s wherever they
// stand; the later the first one, the fewer follow it: half a look here, where 150, 165 and 180 s have three quarters of one.
const firstLooksSeconds = [160, 170, 180];
const firstStepSeconds = 18.75;
const stepGrowth = 1.25;
// Detective's clock may be ahead of ours; it is believed as far as no wait gets longer than five minutes.
const longestWaitSeconds = 300;
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
export function nextLook({ createdAt, try: tries, laterSeconds = 0 }: Looked, now: Instant): NextLook {
  const ageSeconds = (now - createdAt) / secondMs;
  const offsets = lookOffsetsSeconds(tries).map((seconds) => Math.min(seconds + laterSeconds, lastLookSeconds));
  const offset = offsets.find((seconds) => seconds > ageSeconds);
  if (offset === undefined) return { kind: "timed-out" };
  return { kind: "wait", seconds: Math.min(Math.ceil(offset - ageSeconds), longestWaitSeconds) };
}

/**
 * Ages, in seconds, at which an investigation is looked at: 160, 170, 180, then steps of 15 × 1.25ⁿ, n from 1 on, capped at 120 (second try: 300),
 * and 3,600 at last. 37 looks for the first try, 24 for the second: an execution stays under 25,000 history events.
 */
export function lookOffsetsSeconds(tries: number): readonly number[] {
  return tries === 1 ? schedules.first : schedules.second;
}

function offsetsSeconds(longestStep: number): readonly number[] {
  const offsets = [...firstLooksSeconds];
  let step = firstStepSeconds;
  for (
    let offset = (offsets.at(-1) ?? 0) + step;
    offset < lastLookSeconds;
    step *= stepGrowth, offset += Math.min(step, longestStep)
  ) {
    offsets.push(Math.round(offset));
  }
  return [...offsets, lastLookSeconds];
}
