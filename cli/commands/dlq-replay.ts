import { deadLetterOf } from "#domain/dead-letter.ts";
import type { DeadLetterSelection } from "#domain/dead-letter-selection.ts";
import type { Refusal, SendingQueue } from "#domain/message-queue.ts";
import { replayBody, wouldBeExhausted } from "#domain/replay.ts";
import type { Decision } from "../confirmation.ts";
import { moveLetters } from "../dlq/letter-move.ts";
import { decisionOn, type LetterPlan, planLetters } from "../dlq/letter-plan.ts";
import type { ReadPorts } from "../dlq/read-queue.ts";

export interface DlqReplayPorts extends ReadPorts {
  readonly intake: SendingQueue;
  readonly decide: (plan: DlqReplayPlan) => Promise<Decision>;
  readonly progress?: (done: number, total: number) => void;
}

export interface DlqReplayOptions {
  readonly selection: DeadLetterSelection;
  /** Messages a second. */
  readonly rate: number;
  /** The stack's setting: `ingest` parks what was replayed more often as `exhausted`. */
  readonly maxAttempts: number;
  readonly resetAttempts: boolean;
  readonly signal?: AbortSignal;
}

export interface DlqReplayPlan extends LetterPlan {
  readonly rate: number;
  readonly maxAttempts: number;
  /** Messages that will come back at once, as `exhausted`. */
  readonly exhausted: number;
}

/** What `gumshoe dlq replay` answers. Every message of the plan is replayed or not replayed. */
export interface DlqReplayReport {
  readonly plan: DlqReplayPlan;
  readonly decision: Decision;
  readonly replayed: number;
  readonly notReplayed: readonly Refusal[];
  /** Replayed, and still in the dead-letter queue: replaying them again does no harm. */
  readonly notRemoved: readonly Refusal[];
}

const by = "gumshoe dlq replay";

/** Sends dead letters back to the intake queue, each removed only after it was taken there. */
export async function dlqReplay(ports: DlqReplayPorts, options: DlqReplayOptions): Promise<DlqReplayReport> {
  const { selection, rate, maxAttempts, signal } = options;
  let exhausted = 0;
  const planned = await planLetters(ports, selection, signal, (letter) => {
    if (wouldBeExhausted(letter, options, maxAttempts)) exhausted += 1;
  });
  const plan = { ...planned.plan, rate, maxAttempts, exhausted };
  const decision = await decisionOn(plan, ports.decide, signal);
  if (decision !== "go" || plan.messages === 0) {
    return { plan, decision, replayed: 0, notReplayed: [], notRemoved: [] };
  }
  const { intake, clock, progress } = ports;
  const stamp = { at: clock.now(), by, resetAttempts: options.resetAttempts };
  const { moved, notMoved, notRemoved } = await moveLetters(ports, planned, {
    carry: (messages) =>
      intake.send(
        messages.map((message) => ({
          messageId: message.messageId,
          body: replayBody(message, deadLetterOf(message), stamp),
        })),
      ),
    rate,
    signal,
    progress,
  });
  return { plan, decision, replayed: moved, notReplayed: notMoved, notRemoved };
}
