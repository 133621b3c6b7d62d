import type { IntakeMessage } from "./batch.ts";
import type { Instant } from "./instant.ts";

/** What gives a message back or removes it. */
export interface Receipt {
  readonly messageId: string;
  readonly receipt: string;
}

/** A message of a queue as it was sent. */
export interface QueuedMessage {
  readonly messageId: string;
  readonly body: string;
  readonly sentAt: Instant;
  /** Texts that the sender put beside the body: EventBridge says there why it could not deliver an event. */
  readonly attributes: Readonly<Record<string, string>>;
  /** ARN of the queue that has given the message up, where one has. */
  readonly sourceArn?: string;
}

/** A message in somebody's hands: nobody else receives it until it is given back or its hold runs out. */
export interface HeldMessage extends QueuedMessage, Receipt {}

export interface QueueDepth {
  /** Messages that anybody may receive; an estimate, as SQS gives it. */
  readonly visible: number;
  /** Messages that somebody holds; an estimate. */
  readonly held: number;
  /** How long a message is kept, from the time it was sent. */
  readonly retentionSeconds: number;
}

/** A message that the queue did not take, let go or remove; `why` is its error code. */
export interface Refusal {
  readonly messageId: string;
  readonly why: string;
}

/** A queue whose messages are looked at, put aside and removed. Every method throws `Throttled`, `ServiceUnavailable` or `SetupFault`. */
export interface HoldingQueue {
  depth(): Promise<QueueDepth>;
  /** Up to ten messages; none when none came within `waitSeconds`, or when too many are held already. */
  receive(holdSeconds: number, waitSeconds: number): Promise<readonly HeldMessage[]>;
  /** Holds messages for `seconds` from now on; 0 gives them back. */
  hold(messages: readonly Receipt[], seconds: number): Promise<readonly Refusal[]>;
  remove(messages: readonly Receipt[]): Promise<readonly Refusal[]>;
}

/** A queue that messages are sent to. Whatever is not refused has been taken. */
export interface SendingQueue {
  send(messages: readonly Pick<QueuedMessage, "messageId" | "body">[]): Promise<readonly Refusal[]>;
}

/** The queue that messages of a batch are from. */
export interface IntakeQueue {
  /** Deletes them, before the batch as a whole is answered for. */
  acknowledge(messages: readonly IntakeMessage[]): Promise<void>;
}
