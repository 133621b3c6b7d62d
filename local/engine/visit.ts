import type { Branch, MapItem, Variables } from "./branch.ts";
import { StateFailure } from "./errors.ts";
import { dataLimitExceeded, exceedsBytes, payloadBytesMax } from "./limits.ts";
import { Payload } from "./payload.ts";

/** One stay of a branch in a state, from its entered event to its exited event, retries included. */
export class Visit {
  readonly branch: Branch;
  readonly stateName: string;
  readonly input: Payload;
  readonly enteredEventId: number;
  readonly #enteredAt: string;
  /** Retries so far; undefined in states that cannot retry. */
  retryCount: number | undefined;
  #context: Readonly<Record<string, unknown>> | undefined;

  constructor(branch: Branch, stateName: string, input: Payload, enteredEventId: number, retries: boolean) {
    this.branch = branch;
    this.stateName = stateName;
    this.input = input;
    this.enteredEventId = enteredEventId;
    this.#enteredAt = new Date(branch.execution.clock.now()).toISOString();
    this.retryCount = retries ? 0 : undefined;
  }

  /** The context object of this state. */
  get context(): Readonly<Record<string, unknown>> {
    this.#context ??= this.contextOf(this.branch.mapItem);
    return this.#context;
  }

  /** The context object as an item selector sees it, with the item it shapes. */
  contextOf(item: MapItem | undefined): Readonly<Record<string, unknown>> {
    const state = { Name: this.stateName, EnteredTime: this.#enteredAt };
    return {
      ...this.branch.execution.context,
      State: this.retryCount === undefined ? state : { ...state, RetryCount: this.retryCount },
      ...(item && { Map: { Item: item } }),
    };
  }

  /** Counts a retry, which AWS bills as a state transition. */
  retried(): void {
    this.retryCount = (this.retryCount ?? 0) + 1;
    this.branch.execution.stateTransitions += 1;
    this.#context = undefined;
  }

  /** A failure of this state in the service's own words. */
  failure(error: string, detail: string): StateFailure {
    const where = `An error occurred while executing the state '${this.stateName}' (entered at the event id #${this.enteredEventId}).`;
    return new StateFailure(error, `${where} ${detail}`, error === "States.Runtime" ? "nobody" : "any");
  }

  /** A failed JSONata field: recorded as an event of its own, then thrown. */
  evaluationFailure(field: string, detail: string): StateFailure {
    const failure = this.failure("States.QueryEvaluationError", detail);
    this.branch.record("EvaluationFailed", {
      error: failure.error,
      cause: failure.cause,
      location: field,
      state: this.stateName,
    });
    return failure;
  }

  /** @throws {StateFailure} States.DataLimitExceeded */
  payload(value: unknown): Payload {
    const payload = value === this.input.value ? this.input : new Payload(value);
    if (exceedsBytes(payload.text, payloadBytesMax)) throw dataLimitExceeded(this.stateName, "name");
    return payload;
  }
}

/** What a state leaves behind: its output and the variables it sets. */
export interface Effect {
  readonly output: Payload;
  readonly assign?: Variables | undefined;
}

/** An effect and where to go with it; without `next` the branch is at its end. */
export interface Transition extends Effect {
  readonly next?: string | undefined;
}
