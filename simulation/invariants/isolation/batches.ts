import { listAt, objectOf, textAt } from "#domain/json.ts";
import type { Inspected } from "../invariant.ts";
import { type Accepted, seenAccepted } from "../seen/accepted.ts";
import type { SeenInvocation } from "../seen/invocations.ts";

/** An invocation of `ingest` at its end. */
export interface EndedBatch extends Pick<SeenInvocation, "input" | "beganAtMs"> {
  readonly requestId: string;
  readonly atMs: number;
  readonly answer: string | undefined;
  readonly error: string | undefined;
  /** A call of it failed, or was not heard. */
  readonly isTroubled: boolean;
  /** Finding versions for which it has started an execution. */
  readonly started: ReadonlySet<string> | undefined;
}

/** A sandbox is ended from outside. */
const ended: ReadonlySet<string> = new Set(["Sandbox.Timedout", "Runtime.ExitError"]);
/** An invocation of `ingest` that has taken this long begins with no more messages: half a minute of its time is left. */
const busyMsMax = 90_000;

/** Batches of the intake queue: a message that fails sends back no other one. */
export class Batches {
  readonly #inspected: Inspected;
  readonly #accepted: Accepted;

  constructor(inspected: Inspected) {
    this.#inspected = inspected;
    this.#accepted = seenAccepted(inspected.cloud);
  }

  judge(batch: EndedBatch): void {
    const { requestId, error, isTroubled, answer, input } = batch;
    if (error !== undefined) {
      if (isTroubled || ended.has(error) || this.#isStruck(batch)) return;
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

  #judgeSentBack(messageId: string, { requestId, isTroubled, started, beganAtMs, atMs }: EndedBatch): void {
    const about = `message ${messageId} of batch ${requestId} is sent back`;
    if (!isTroubled) {
      // Who was kept waiting for long has no time left for what comes last.
      if (atMs - beganAtMs <= busyMsMax) this.#inspected.violate(`${about}, although no call failed`);
      return;
    }
    const { findings, kind } = this.#accepted.messages.get(messageId) ?? { findings: [], kind: "nothing" };
    const isStarted = findings.length > 0 && findings.every(({ key, version }) => started?.has(`${key} ${version}`));
    if (!isStarted || kind !== "findings" || this.#mayBeUnmarked()) return;
    this.#inspected.violate(`${about}, although all that is in it was started`);
  }

  #isStruck({ beganAtMs, atMs: endedAtMs }: EndedBatch): boolean {
    return this.#inspected.strikes.some(
      ({ at, atMs }) => at.startsWith("lambda:") && beganAtMs <= atMs && atMs <= endedAtMs,
    );
  }

  /** Whether a finding may have been started and not marked: then its message has to come again. */
  #mayBeUnmarked(): boolean {
    return this.#inspected.strikes.some(({ at }) => at.startsWith("dynamodb:"));
  }
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return undefined;
  }
}
