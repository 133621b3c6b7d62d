import { listAt, objectOf, textAt } from "#domain/json.ts";
import type { Inspected } from "../invariant.ts";
import { type Accepted, seenAccepted, versionName } from "../seen/accepted.ts";
import type { SeenInvocation } from "../seen/invocations.ts";
import type { SeenMessage } from "../seen/message.ts";
import { type UnsentLetters, unsentLetters } from "../seen/unsent-letters.ts";
import { type BatchStart, isKnownStarted } from "./batch-starts.ts";

/** An invocation of `ingest` at its end. */
export interface EndedBatch extends Pick<SeenInvocation, "input" | "beganAtMs"> {
  readonly requestId: string;
  readonly atMs: number;
  readonly answer: string | undefined;
  readonly error: string | undefined;
  /** A call of it failed, or was not heard. */
  readonly isTroubled: boolean;
  /** The table did not do all that it was asked for: what it started may not be marked. */
  readonly isUnmarked: boolean;
  readonly starts: readonly BatchStart[];
}

/** A sandbox is ended from outside. */
const ended: ReadonlySet<string> = new Set(["Sandbox.Timedout", "Runtime.ExitError"]);
/** An invocation of `ingest` that has taken this long begins with no more messages: half a minute of its time is left. */
const busyMsMax = 90_000;

/** Batches of the intake queue: a message that fails sends back no other one. */
export class Batches {
  readonly #inspected: Inspected;
  readonly #accepted: Accepted;
  readonly #unsent: UnsentLetters;

  constructor(inspected: Inspected) {
    this.#inspected = inspected;
    this.#accepted = seenAccepted(inspected.cloud);
    this.#unsent = unsentLetters(inspected.cloud);
  }

  judge(batch: EndedBatch): void {
    const { requestId, error, isTroubled, answer, input } = batch;
    if (error !== undefined) {
      if (isTroubled || ended.has(error) || this.#isStruck(batch) || isLateWithDoubles(batch)) return;
      this.#inspected.violate(`the batch ${requestId} failed as a whole, with ${error}, although no call of it did`);
      return;
    }
    const failures = listAt(objectOf(parsed(answer)), "batchItemFailures");
    const failed = new Set(failures.map((one) => textAt(one, "itemIdentifier")));
    for (const record of failed.size > 0 ? listAt(input, "Records") : []) {
      const messageId = textAt(record, "messageId") ?? "";
      if (failed.has(messageId)) this.#judgeSentBack(messageId, batch);
    }
  }

  #judgeSentBack(messageId: string, batch: EndedBatch): void {
    if (isLate(batch)) return;
    const about = `message ${messageId} of batch ${batch.requestId} is sent back`;
    if (!batch.isTroubled) {
      this.#inspected.violate(`${about}, although no call failed`);
      return;
    }
    const message = this.#accepted.messages.get(messageId);
    // One whose findings could not be marked has to come again.
    if (message?.kind !== "findings" || batch.isUnmarked || !this.#isDone(message, batch)) return;
    this.#inspected.violate(`${about}, although all that is in it was started`);
  }

  /** Whether everything in a message is started, and what the product rejects of it is parked. */
  #isDone(message: SeenMessage, { requestId, starts }: EndedBatch): boolean {
    const names = message.findings.map(({ key, rank }) => versionName(key, rank));
    const isStarted = names.length > 0 && names.every((name) => isKnownStarted(starts, name));
    return isStarted && !this.#unsent.isAbout(requestId, message);
  }

  #isStruck({ beganAtMs, atMs: endedAtMs }: EndedBatch): boolean {
    return this.#inspected.strikes.some(
      ({ at, atMs }) => at.startsWith("lambda:") && beganAtMs <= atMs && atMs <= endedAtMs,
    );
  }
}

/** Who was kept waiting for long has no time left for what comes last. */
function isLate({ beganAtMs, atMs }: EndedBatch): boolean {
  return atMs - beganAtMs > busyMsMax;
}

/** What was done in time counts as failed when it was in the batch twice, and no time was left for the other one. */
function isLateWithDoubles(batch: EndedBatch): boolean {
  const records = listAt(batch.input, "Records").map((record) => textAt(record, "messageId"));
  return isLate(batch) && new Set(records).size < records.length;
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return undefined;
  }
}
