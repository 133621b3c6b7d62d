import type { RejectReason } from "./contract.ts";

/** Why a message, or one finding of it, is not taken. The message quotes nothing but ids, bounded and escaped. */
export interface Rejection {
  readonly reason: RejectReason;
  readonly message: string;
  /** The message reduced to the rejected finding, where it holds others too: what to park, so that a replay leaves those alone. */
  readonly raw?: string;
}

/** A refusal in the project's error grammar: `Cannot <do> <what>: <state>, <wanted>`. */
export function rejection(reason: RejectReason, message: string): Rejection {
  return { reason, message };
}
