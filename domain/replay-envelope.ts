import { ReplayEnvelope } from "./contract.ts";
import { parseJson, textAt, valueAt } from "./json.ts";
import { laterVersionInWords, laterVersionOf } from "./later-version.ts";
import { type Rejection, rejection } from "./rejection.ts";

/** True for what claims to be one of our own messages, however broken. */
export function isEnvelope(message: unknown): boolean {
  return valueAt(message, "kind") === "replay";
}

/** Reads a message of the dead-letter queue. The refusal names the member that is wrong, never its value. */
export function readEnvelope(
  message: unknown,
):
  | { readonly kind: "envelope"; readonly envelope: ReplayEnvelope }
  | { readonly kind: "rejected"; readonly rejection: Rejection } {
  const parsed = ReplayEnvelope.safeParse(message);
  if (parsed.success) return { kind: "envelope", envelope: parsed.data };
  const later = laterVersionOf(message);
  const wrong = parsed.error.issues.map((issue) => issue.path.join(".") || "message").slice(0, 5);
  const state = later
    ? laterVersionInWords(later)
    : `${wrong.join(", ")} not as written by version 1, an envelope of that version is wanted`;
  return {
    kind: "rejected",
    rejection: rejection("invalid-envelope", `Cannot read the replay envelope: ${state}`),
  };
}

/**
 * The message behind any number of envelopes, and how often it was replayed: what to park when it is rejected again, so
 * that it is never wrapped twice. An envelope of a later release stays whole: what else it holds is not known.
 */
export function rawMessageOf(body: string): { readonly raw: string; readonly attempt: number } {
  const parsed = parseJson(body);
  if (parsed.kind === "rejected" || !isEnvelope(parsed.value)) return { raw: body, attempt: 0 };
  const raw = textAt(parsed.value, "raw");
  const told = valueAt(parsed.value, "attempt");
  const attempt = typeof told === "number" && Number.isSafeInteger(told) && told > 0 ? told : 0;
  if (raw === undefined || laterVersionOf(parsed.value) !== undefined) return { raw: body, attempt };
  const inner = rawMessageOf(raw);
  return { raw: inner.raw, attempt: Math.max(attempt, inner.attempt) };
}
