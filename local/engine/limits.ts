import { StateFailure } from "./errors.ts";

/** Bytes of UTF-8 that an input, an output or a task's result may have. @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const payloadBytesMax = 256 * 1024;
/** Bytes that one variable, or all variables of one `Assign`, may have. */
export const variableBytesMax = 256 * 1024;
/** Events in an execution's history; the last one is the failure itself. */
export const historyEventsMax = 25_000;
/** Iterations of an inline Map that run at the same time, whatever `MaxConcurrency` says. */
export const inlineMapConcurrencyMax = 40;
/** Seconds a Wait may last, and the longest time-out: 99,999,999 s, a little over three years. */
export const waitSecondsMax = 99_999_999;

/** Whether a text has more bytes of UTF-8 than allowed, measured only when its length leaves a doubt. */
export function exceedsBytes(text: string, bytesMax: number): boolean {
  if (text.length > bytesMax) return true;
  return text.length * 3 > bytesMax && Buffer.byteLength(text) > bytesMax;
}

/**
 * A payload over the limit. AWS documents it as terminal for `States.ALL`; recordings show that a *task's result* that is too
 * large is caught by `States.ALL` all the same, while a state's own output is not.
 */
export function dataLimitExceeded(what: string, reach: "any" | "name"): StateFailure {
  const cause = `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  return new StateFailure("States.DataLimitExceeded", cause, reach);
}
