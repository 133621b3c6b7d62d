import { StateFailure } from "./errors.ts";
import { historyEventsMax } from "./limits.ts";

/** An event as it is kept: its id is its position, counted from 1. */
export interface StoredEvent {
  readonly type: string;
  readonly previousEventId: number;
  readonly atMs: number;
  readonly details?: EventDetails;
}

export type EventDetails = Readonly<Record<string, unknown>>;

/** An event as `GetExecutionHistory` answers it; the details stand under their own member, `stateEnteredEventDetails` and so on. */
export interface HistoryEvent {
  readonly timestamp: Date;
  readonly type: string;
  readonly id: number;
  readonly previousEventId: number;
  readonly [details: `${string}EventDetails`]: EventDetails;
}

/** Every event of one execution, in order. */
export class History {
  readonly #events: StoredEvent[] = [];

  get length(): number {
    return this.#events.length;
  }

  /** Whether only the place of the last event is left. */
  get isFull(): boolean {
    return this.#events.length >= historyEventsMax - 1;
  }

  /** Adds an event and answers its id. @throws {StateFailure} only the place of the last event is left */
  append(event: StoredEvent): number {
    if (this.isFull) {
      const cause = `The execution reached the maximum number of history events (${historyEventsMax}).`;
      throw new StateFailure("States.Runtime", cause, "nobody");
    }
    return this.#events.push(event);
  }

  /** Adds the event that ends the execution, for which there is always room. */
  appendLast(event: StoredEvent): number {
    return this.#events.push(event);
  }

  /** The events with ids from `fromId` to `toId`, both included. */
  slice(fromId: number, toId: number): readonly HistoryEvent[] {
    return this.#events.slice(fromId - 1, toId).map((event, index) => historyEvent(event, fromId + index));
  }
}

/** A stored event in AWS's own shape. */
export function historyEvent(event: StoredEvent, id: number): HistoryEvent {
  return {
    timestamp: new Date(event.atMs),
    type: event.type,
    id,
    previousEventId: event.previousEventId,
    ...(event.details && { [detailsMember(event.type)]: event.details }),
  };
}

function detailsMember(type: string): `${string}EventDetails` {
  if (type.endsWith("StateEntered")) return "stateEnteredEventDetails";
  if (type.endsWith("StateExited")) return "stateExitedEventDetails";
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}
