import type { IntakeMessage } from "./batch.ts";
import type { OutletReason } from "./outlet-reason.ts";

/** A number from 0 to 1, 1 excluded; another one each time. */
export type Dice = () => number;

/** The queue of an outlet, out of which Lambda reads for us. */
export interface OutletQueue {
  /** Hides the message for so many seconds from now on. */
  putOff(message: IntakeMessage, seconds: number): Promise<void>;
}

/** The dead-letter queue of an outlet. */
export interface OutletDeadLetters {
  /** Puts the message there as it is, the reason beside it. */
  park(message: IntakeMessage, reason: OutletReason): Promise<void>;
}
