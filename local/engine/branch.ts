import type { Execution } from "./execution.ts";
import type { EventDetails } from "./history.ts";
import type { StateType } from "./machine.ts";
import { Position } from "./position.ts";
import { Stop, Stopped } from "./stop.ts";

export type Variables = Readonly<Record<string, unknown>>;

/** The item an iteration of a Map works on, as `$states.context.Map.Item` shows it. */
export interface MapItem {
  readonly Index: number;
  readonly Value: unknown;
}

/**
 * One line of control: the execution itself, a branch of a Parallel, an iteration of a Map. It holds the clock while it
 * computes and lets go while it waits, knows its variables, and chains its history events.
 */
export class Branch {
  readonly execution: Execution;
  readonly stop = new Stop();
  readonly mapItem: MapItem | undefined;
  /** How far the branch is; one that is redriven goes on from there. */
  readonly position: Position;
  lastEventId: number;
  /** The type of the state the branch is in, once it has entered one. */
  stateType: StateType | undefined;
  readonly #variables: Variables;
  readonly #leaveParent: () => void;
  #release: () => void;

  constructor(execution: Execution, parent?: Branch, mapItem?: MapItem, position = new Position()) {
    this.execution = execution;
    this.position = position;
    this.mapItem = mapItem ?? parent?.mapItem;
    this.lastEventId = parent?.lastEventId ?? 0;
    // An inner scope reads outer variables through the prototype and never writes them.
    this.#variables = Object.assign(Object.create(parent?.variables ?? null), position.variables);
    this.#release = execution.clock.hold();
    this.#leaveParent = parent ? parent.stop.onTrip(() => this.stop.trip()) : () => {};
  }

  get variables(): Variables {
    return this.#variables;
  }

  /** Sets variables for the states that follow. */
  assign(values: Variables): void {
    Object.assign(this.#variables, values);
    this.position.assign(values);
  }

  /** Adds an event to the history, after this branch's last one. Returns its id. @throws {Stopped} the branch is stopped */
  record(type: string, details?: EventDetails): number {
    this.stop.check();
    this.lastEventId = this.execution.record(type, this.lastEventId, details);
    return this.lastEventId;
  }

  /**
   * Waits for something outside the engine without holding the clock. `begin` may return a function that gives up the wait.
   * @throws {Stopped} as soon as the branch is stopped
   */
  idle<T>(
    begin: (resolve: (value: T) => void, reject: (error: unknown) => void) => (() => void) | undefined,
  ): Promise<T> {
    this.stop.check();
    return new Promise((resolve, reject) => {
      let state: "beginning" | "waiting" | "over" = "beginning";
      let cancel: (() => void) | undefined;
      const end = (settle: () => void) => {
        if (state === "over") return;
        if (state === "waiting") this.#release = this.execution.clock.hold();
        state = "over";
        forget();
        cancel?.();
        settle();
      };
      const forget = this.stop.onTrip(() => end(() => reject(new Stopped("The branch was stopped"))));
      cancel = begin(
        (value) => end(() => resolve(value)),
        (error) => end(() => reject(error)),
      );
      if (state === "beginning") {
        state = "waiting";
        this.#release();
      }
    });
  }

  /** Waits until an instant of the clock. */
  sleepUntil(atMs: number): Promise<void> {
    return this.idle((resolve) => this.execution.clock.at(atMs, () => resolve(undefined)));
  }

  /** Ends the branch: it lets go of the clock and no longer listens to its parent. */
  end(): void {
    this.#leaveParent();
    this.#release();
  }
}
