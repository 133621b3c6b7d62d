import type { HeapTimer } from "../../timer-heap.ts";
import type { Message } from "./message.ts";

/** A visible message's place in line: earliest sent first. */
export interface Place extends HeapTimer {
  readonly held: HeldMessage;
}

/** A message as one queue holds it. */
export interface HeldMessage {
  readonly message: Message;
  state: "delayed" | "visible" | "in-flight";
  /** Receives in this queue; the last one's receipt is the one that counts. */
  receives: number;
  receivedAtMs: number;
  place?: Place;
  cancelTimer?: () => void;
}
