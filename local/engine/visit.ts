import type { Branch, MapItem, Variables } from "./branch.ts";
import { StateFailure } from "./errors.ts";
import { dataLimitExceeded, exceedsBytes, payloadBytesMax } from "./limits.ts";
import { Payload } from "./payload.ts";
import type { Fan, Stay } from "./position.ts";

/** One stay of a branch in a state, from its entered event to its exited event, retries included. */
export class Visit {
  readonly branch: Branch;
  readonly stateName: string;
  readonly input: Payload;
  readonly enteredEventId: number;
  readonly #enteredAtMs: number;
  /** Retries so far; undefined in states that cannot retry. */
  retryCount: number | undefined;
  #context: Readonly<Record<string, unknown>> | undefined;
  #unfinished: Fan | undefined;

  constructor(
    branch: Branch,
    stay: Stay,
    { retries, resumes }: { readonly retries: boolean; readonly resumes: boolean },
  ) {
    this.branch = branch;
    this.stateName = stay.stateName;
    this.input = stay.input;
    this.enteredEventId = stay.enteredEventId;
    this.#enteredAtMs = stay.enteredAtMs;
    this.retryCount = retries ? 0 : undefined;
    this.#unfinished = resumes ? branch.position.fan : undefined;
  }

  /** The branches that a redrive goes on with, for the first attempt to take; a retry begins anew. */
  takeUnfinished(): Fan | undefined {
    const fan = this.#unfinished;
    this.#unfinished = undefined;
    return fan;
  }

  /** The context object of this state. */
  get context(): Readonly<Record<string, unknown>> {
    this.#context ??= this.contextOf(this.branch.mapItem);
    return this.#context;
  }

  /** The context object as an item selector sees it, with the item it shapes. */
  contextOf(item: MapItem | undefined): Readonly<Record<string, unknown>> {
    const state = { Name: this.stateName, EnteredTime: new Date(this.#enteredAtMs).toISOString() };
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

  /**
   * The outputs of the state's branches as its result.
   * @throws {StateFailure} States.DataLimitExceeded; nothing of the branches is kept then, for a redrive runs all of them again
   */
  result(outputs: readonly Payload[]): Payload {
    try {
      return this.payload(outputs.map(({ value }) => value));
    } catch (error) {
      this.branch.position.fan = undefined;
      throw error;
    }
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
