import { DeadLetterReason, ReplayEnvelope } from "./contract.ts";
import { type DeadLetterFinding, findingsOf } from "./dead-letter-finding.ts";
import { type ReasonGuide, reasonGuides } from "./dead-letter-reason.ts";
import { readMessage } from "./event.ts";
import type { ExecutionEnded } from "./execution-ended.ts";
import { causeText } from "./failure.ts";
import { formatInstant, parseInstant } from "./instant.ts";
import { parseJson, textAt, valueAt } from "./json.ts";
import type { QueuedMessage } from "./message-queue.ts";
import { outletGuide } from "./outlet-guide.ts";
import { outletReason, toldFinding } from "./outlet-letter.ts";
import { rawMessageOf } from "./replay-envelope.ts";
import { cleanText } from "./text.ts";

/**
 * How a message came into the dead-letter queue.
 *
 * | kind | put there by | body |
 * |---|---|---|
 * | `parked` | the pipeline | envelope with a finding |
 * | `rejected` | `ingest` | envelope with a raw message, or that message alone where it is too large for one |
 * | `undeliverable` | EventBridge | the event |
 * | `received-too-often` | the intake queue's redrive | any intake message |
 * | `execution-ended` | the rule on failed executions | the status event |
 * | `not-handed-out` | an outlet, into its own dead-letter queue | the event of the bus |
 */
export type DeadLetterKind =
  | "parked"
  | "rejected"
  | "undeliverable"
  | "received-too-often"
  | "execution-ended"
  | "not-handed-out";

/** A message of the dead-letter queue in a person's words. Texts are cleaned; ids are as they are. */
export interface DeadLetter {
  readonly messageId: string;
  readonly kind: DeadLetterKind;
  /** One of `DeadLetterReason`, or what an outlet says: `http-404`, the code of a network error, the name of an error. */
  readonly reason: DeadLetterReason | (string & {});
  /** What went wrong, in one sentence. */
  readonly message: string;
  /** Where: a state, a function, or the service that put the message there. */
  readonly state: string;
  readonly findings: readonly DeadLetterFinding[];
  /** Replays so far. */
  readonly attempt: number;
  /** Since when it waits; ISO 8601, UTC. */
  readonly waitingSince: string;
  /** What its retention is counted from. */
  readonly sentAt: string;
  readonly executionArn?: string;
  /** An event of the bus that somebody outside was to be told of: it goes back as it is. */
  readonly isOutlets?: true;
}

/** Reads a message of the dead-letter queue. Never throws: whatever it is, it is there and has to be told of. */
export function deadLetterOf(message: QueuedMessage): DeadLetter {
  const given = outletReason(message);
  if (given) return letter(message, { kind: "not-handed-out", ...given, state: "the outlet" });
  const envelope = envelopeIn(message.body);
  if (message.sourceArn !== undefined) return givenUp(message, message.sourceArn, envelope);
  if (envelope !== undefined) return parked(message, envelope);
  const errorCode = message.attributes["ERROR_CODE"];
  if (errorCode !== undefined) return undeliverable(message, errorCode);
  if (toldFinding(message.body)) return givenUp(message, undefined, undefined);
  const reading = readMessage(message.body);
  if (reading.kind === "execution-ended") return executionEnded(message, reading);
  if (reading.kind === "rejected") {
    const { reason, message: text } = reading.rejection;
    return letter(message, { kind: "rejected", reason, message: text, state: "ingest" });
  }
  return givenUp(message, undefined, undefined);
}

/** What a dead letter's reason means, and whether a replay helps. */
export function guideOf({ reason, isOutlets }: Pick<DeadLetter, "reason" | "isOutlets">): ReasonGuide {
  const known = DeadLetterReason.safeParse(reason).data;
  return known === undefined || isOutlets ? outletGuide(reason) : reasonGuides[known];
}

/** The envelope that a body is, if it is a sound one. */
export function envelopeIn(body: string): ReplayEnvelope | undefined {
  const json = parseJson(body);
  return json.kind === "json" ? ReplayEnvelope.safeParse(json.value).data : undefined;
}

type Told = Pick<DeadLetter, "kind" | "reason" | "message" | "state"> & { readonly executionArn?: string };

function letter(message: QueuedMessage, told: Told, attempt = 0, parkedAt?: string): DeadLetter {
  const findings = findingsOf(message.body);
  const sentAt = formatInstant(message.sentAt);
  return {
    messageId: message.messageId,
    ...told,
    message: cleanText(told.message, 1_024),
    state: cleanText(told.state, 80),
    findings,
    attempt: Math.max(attempt, ...findings.map((finding) => finding.attempt)),
    waitingSince: formatInstant(parseInstant(parkedAt) ?? message.sentAt),
    sentAt,
    ...((told.kind === "not-handed-out" || toldFinding(message.body)) && { isOutlets: true }),
  };
}

function parked(message: QueuedMessage, envelope: ReplayEnvelope): DeadLetter {
  const { reason, parkedAt, executionArn, finding } = envelope;
  const kind = finding === undefined ? "rejected" : "parked";
  const told = { kind, reason: reason.code, message: reason.message, state: reason.state } as const;
  const execution = executionArn === undefined ? {} : { executionArn };
  return letter(message, { ...told, ...execution }, attemptOf(message, envelope), parkedAt);
}

function givenUp(message: QueuedMessage, sourceArn: string | undefined, envelope: ReplayEnvelope | undefined) {
  const queue = sourceArn === undefined ? "a queue" : `queue ${sourceArn.split(":").at(-1)}`;
  const text = `Cannot take the message: ${queue} has handed it out as often as it may, and nobody came to an end with it`;
  const told = { kind: "received-too-often", reason: "received-too-often", message: text, state: "SQS" } as const;
  return letter(message, told, envelope && attemptOf(message, envelope));
}

function undeliverable(message: QueuedMessage, errorCode: string): DeadLetter {
  const { RULE_ARN: rule = "", ERROR_MESSAGE: why = "no more is known" } = message.attributes;
  const text = `Cannot deliver the event of rule ${rule.split("/").at(-1)}: ${errorCode}, ${why}`;
  return letter(message, { kind: "undeliverable", reason: "undeliverable", message: text, state: "EventBridge" });
}

function executionEnded(message: QueuedMessage, { executionArn, status, input }: ExecutionEnded): DeadLetter {
  const parsed = parseJson(message.body);
  const detail = parsed.kind === "json" ? valueAt(parsed.value, "detail") : undefined;
  const error = textAt(detail, "error");
  const cause = textAt(detail, "cause");
  const why = [error, cause && causeText(cause)].filter(Boolean).join(", ") || "no error is given";
  return letter(message, {
    kind: "execution-ended",
    reason: "workflow-failed",
    message: `Cannot finish the execution: ${status}, ${why}${input === undefined ? "; what it worked on is in its input" : ""}`,
    state: "Step Functions",
    executionArn,
  });
}

function attemptOf({ body }: QueuedMessage, { attempt }: ReplayEnvelope): number {
  return Math.max(attempt, rawMessageOf(body).attempt);
}
