import { NotTaken } from "../errors.ts";
import { hourMs, type Instant, secondMs } from "../instant.ts";
import { receivesMax } from "../put-off.ts";

/** What came of one request. */
export type WebhookAnswer =
  | { readonly kind: "answered"; readonly status: number; readonly retryAfter?: string }
  /** No answer: `code` is that of the network, of TLS, or `private-address`. */
  | { readonly kind: "unreachable"; readonly code: string };

// A 404 may be a deployment of the receiver: a second and a third try cost nothing.
const fewTries = 3;
const waitSecondsMax = hourMs / secondMs;
/** Client errors that are said to pass. */
const passing = new Set([408, 425, 429]);

/**
 * What an answer means: nothing where the receiver has taken the webhook.
 *
 * | answer | tries |
 * |---|---|
 * | 2xx | done |
 * | 410 | no more |
 * | 3xx (never followed), 4xx, private address | 3 |
 * | 408, 425, 429, 5xx, no answer | as often as the queue allows, and not sooner than `Retry-After` says, up to an hour |
 */
export function refusalIn(answer: WebhookAnswer, now: Instant): NotTaken | undefined {
  if (answer.kind === "unreachable") {
    const triesMax = answer.code === "private-address" ? fewTries : receivesMax;
    return new NotTaken(answer.code, `the receiver cannot be reached, ${answer.code}`, { triesMax });
  }
  const { status } = answer;
  if (status >= 200 && status < 300) return undefined;
  const waitSeconds = status === 429 || status === 503 ? waitAskedFor(answer.retryAfter, now) : 0;
  return new NotTaken(`http-${status}`, `the receiver answered ${status}`, {
    triesMax: triesMaxOf(status),
    waitSeconds,
  });
}

function triesMaxOf(status: number): number {
  if (status === 410) return 1;
  return status >= 500 || passing.has(status) ? receivesMax : fewTries;
}

/** Seconds of a `Retry-After`: a number, or a date of HTTP; 0 to an hour. */
function waitAskedFor(retryAfter: string | undefined, now: Instant): number {
  if (retryAfter === undefined) return 0;
  const asked = /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - now) / secondMs;
  return Number.isNaN(asked) ? 0 : Math.ceil(Math.min(Math.max(asked, 0), waitSecondsMax));
}
