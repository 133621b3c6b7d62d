import { DeadLetterReason, type ReplayEnvelope } from "./contract.ts";
import { type DeadLetter, envelopeIn } from "./dead-letter.ts";
import { formatInstant, type Instant } from "./instant.ts";
import { messageBytesMax } from "./json.ts";
import type { QueuedMessage } from "./message-queue.ts";
import { messageBody } from "./parking.ts";
import { rawMessageOf } from "./replay-envelope.ts";

/** How dead letters are sent back. */
export interface ReplayStamp {
  readonly at: Instant;
  readonly by: string;
  /** Counts from one again: for what is `exhausted`, once its cause is mended. */
  readonly resetAttempts: boolean;
}

/**
 * The intake message that brings a dead letter back: one attempt more, with who sent it. A bare event is put into an
 * envelope; the end of an execution goes as it is, since `ingest` counts the attempt of each of its findings. What would
 * outgrow 1 MiB with that goes as it is, too, and so does what an outlet is to hand out again.
 */
export function replayBody(message: QueuedMessage, letter: DeadLetter, stamp: ReplayStamp): string {
  if (letter.kind === "execution-ended" || letter.isOutlets) return message.body;
  const attempt = nextAttempt(letter, stamp);
  const known = envelopeIn(message.body);
  const content = known?.finding
    ? { finding: { ...known.finding, attempt: stamp.resetAttempts ? 0 : known.finding.attempt } }
    : { raw: rawMessageOf(message.body).raw };
  const body = messageBody({
    ...(known ? kept(known) : made(letter)),
    attempt,
    replayed: { at: formatInstant(stamp.at), by: stamp.by, messageId: letter.messageId },
    ...content,
  });
  return Buffer.byteLength(body, "utf8") <= messageBytesMax ? body : message.body;
}

/** The attempt that a replay would be. The end of an execution cannot be reset: its findings are counted by themselves. */
export function nextAttempt(
  { kind, attempt }: DeadLetter,
  { resetAttempts }: Pick<ReplayStamp, "resetAttempts">,
): number {
  return resetAttempts && kind !== "execution-ended" ? 1 : attempt + 1;
}

/** Whether `ingest` would park it again at once, as `exhausted`: it has had its attempts. */
export function wouldBeExhausted(
  letter: DeadLetter,
  stamp: Pick<ReplayStamp, "resetAttempts">,
  maxAttempts: number,
): boolean {
  return letter.findings.length > 0 && nextAttempt(letter, stamp) > maxAttempts;
}

type Frame = Pick<ReplayEnvelope, "v" | "kind" | "reason" | "parkedAt" | "executionArn">;

function kept({ v, kind, reason, parkedAt, executionArn }: ReplayEnvelope): Frame {
  return { v, kind, reason, parkedAt, ...(executionArn === undefined ? {} : { executionArn }) };
}

function made({ reason, message, state, sentAt }: DeadLetter): Frame {
  const code = DeadLetterReason.catch("unknown-event").parse(reason);
  return { v: 1, kind: "replay", reason: { code, message, state }, parkedAt: sentAt };
}
