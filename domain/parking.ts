import { type ParkReason, ReplayEnvelope, type SlimFinding } from "./contract.ts";
import { formatInstant, type Instant } from "./instant.ts";
import { messageBytesMax, parseJson } from "./json.ts";
import { cutText } from "./text.ts";

/** Why something is parked: for the operator who decides whether to replay it. */
export interface Parking {
  readonly code: ParkReason;
  readonly message: string;
  /** Where it happened: the name of a state, or of a function outside the state machine. */
  readonly state: string;
}

/** A body that goes to the dead-letter queue as it came: wrapped, it would be too large for a message. */
export interface BareMessage {
  readonly bare: string;
}

const reasonCharactersMax = { message: 1_024, state: 80 };

/** The message that parks a finding; sent back to the intake queue, it is worked on again. `attempt` stays as it is. */
export function parkFinding(
  finding: SlimFinding,
  reason: Parking,
  at: { readonly parkedAt: Instant; readonly executionArn?: string },
): ReplayEnvelope {
  const { attempt } = finding;
  const execution = at.executionArn === undefined ? {} : { executionArn: at.executionArn };
  return { ...envelope(attempt, reason, at.parkedAt), ...execution, finding };
}

/**
 * The message that parks a body which could not be read. A body that is itself such a message is not wrapped again: the
 * innermost one is, with the newer reason.
 * @returns the body alone when it would outgrow 1 MiB in its envelope: its reason is in the log then, nothing of it is lost
 */
export function parkRaw(
  body: string,
  reason: Parking,
  parkedAt: Instant,
  attempt: number,
): ReplayEnvelope | BareMessage {
  const raw = innermostRaw(body);
  const parked = { ...envelope(attempt, reason, parkedAt), raw };
  return Buffer.byteLength(messageBody(parked), "utf8") <= messageBytesMax ? parked : { bare: raw };
}

/** The text to send: JSON whose characters SQS accepts, which leaves out U+FFFE and U+FFFF (JSON escapes the others itself). */
export function messageBody(parked: ReplayEnvelope | BareMessage): string {
  if ("bare" in parked) return parked.bare;
  return JSON.stringify(parked).replace(/[\uFFFE\uFFFF]/g, (text) => `\\u${text.charCodeAt(0).toString(16)}`);
}

/** Whether a finding was replayed more often than allowed; it is parked as `exhausted` then. */
export function exhausted(finding: SlimFinding, maxAttempts: number): boolean {
  return finding.attempt > maxAttempts;
}

function envelope(attempt: number, reason: Parking, parkedAt: Instant) {
  const message = cutText(reason.message, reasonCharactersMax.message);
  const state = cutText(reason.state, reasonCharactersMax.state);
  return {
    v: 1 as const,
    kind: "replay" as const,
    attempt,
    reason: { code: reason.code, message, state },
    parkedAt: formatInstant(parkedAt),
  };
}

function innermostRaw(body: string): string {
  let raw = body;
  for (let inner = rawOf(raw); inner !== undefined; inner = rawOf(raw)) raw = inner;
  return raw;
}

function rawOf(body: string): string | undefined {
  const json = parseJson(body);
  return json.kind === "json" ? ReplayEnvelope.safeParse(json.value).data?.raw : undefined;
}
