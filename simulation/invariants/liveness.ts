import type { Happening } from "../happening.ts";
import type { Inspected, Inspection, Invariant } from "./invariant.ts";
import { recordPrefix, seenRecord } from "./seen/record.ts";
import { type SeenStack, seenStack } from "./seen/stack.ts";
import { type Step, stepOf } from "./seen/step.ts";
import { timeOf } from "./seen/time.ts";

type Of<K extends Happening["kind"]> = Extract<Happening, { readonly kind: K }>;

const [secondMs, minuteMs] = [1_000, 60_000];

/**
 * How long each step may take once faults have stopped. Together they bound the way of a finding: a message, an execution, and where
 * that ended without telling, the sweep, a message and an execution more.
 */
export const livenessBounds = {
  /** Two visibility time-outs of 740 s, a batching window of 20 s, two runs of 120 s, polling that backs off for a minute. */
  messageMs: (2 * 740 + 20 + 2 * 120 + 60) * secondMs,
  /** Two investigations of an hour; in each of the four states a wait of five minutes between tries; five looks for a finding that is late. */
  executionMs: (2 * 60 + 4 * 5 + 5 * 1) * minuteMs + 5 * minuteMs,
  /** Half an hour of patience and two sweeps, a quarter of an hour apart; then a message. */
  forgottenMs: (30 + 2 * 15) * minuteMs + (2 * 740 + 20 + 2 * 120 + 60) * secondMs,
  /** The longest wait between two tries of a state, and as long as Step Functions may take to take it up. */
  retryMs: 5 * minuteMs + 45 * secondMs,
};

/** Row in which an execution may not last as long as it needs, whatever else fails. */
const rowOfShortExecutions = 50;

/**
 * I7: nothing stands still. Once faults have stopped, every message leaves the intake queue, every execution ends and every finding in
 * flight lands, each within a bound that its waits add up to; and a step that failed is tried again within the longest back-off.
 */
export const liveness: Invariant = {
  id: "I7",
  promise: "once faults have stopped, everything comes to its end within declared bounds",
  inspect: (inspected) => new Liveness(inspected),
};

class Liveness implements Inspection {
  readonly #inspected: Inspected;
  readonly #stack: SeenStack;
  readonly #messages = new Map<string, number>();
  readonly #executions = new Map<string, number>();
  readonly #endedAtMs = new Map<string, number>();
  /** Findings in flight, by the key of their record. */
  readonly #flights = new Map<string, { readonly key: string; readonly by: string; readonly sinceMs: number }>();
  /** Steps that failed and are to be tried again, by execution. */
  readonly #failed = new Map<string, Map<string, number>>();
  #failedJustNow: Step | undefined;

  constructor(inspected: Inspected) {
    this.#inspected = inspected;
    const { table, clock, blueprint } = inspected.cloud;
    this.#stack = seenStack(blueprint);
    table.onChange((pk, _before, after) => {
      if (!pk.startsWith(recordPrefix)) return;
      const record = after && seenRecord(after);
      this.#onFlight(pk, record?.inFlight && { key: record.key, by: record.inFlight.by }, clock.now());
    });
  }

  readonly watch = (happening: Happening, atMs: number): void => {
    const failed = this.#failedJustNow;
    this.#failedJustNow = undefined;
    // What is not to be tried again goes on at once, to another state.
    if (failed && happening.kind === "state" && happening.executionArn === failed.executionArn)
      this.#failed.get(failed.executionArn)?.delete(failed.name);
    if (happening.kind === "message") this.#onMessage(happening, atMs);
    else if (happening.kind === "execution") this.#onExecution(happening, atMs);
    else if (happening.kind === "task") this.#onTask(happening, atMs);
    else if (happening.kind === "invocation" && happening.phase === "begins") this.#onTry(happening.input, atMs);
  };

  #onMessage({ queue, messageId, change }: Of<"message">, atMs: number): void {
    if (queue !== this.#stack.intakeName) return;
    if (change === "arrives") this.#messages.set(messageId, atMs);
    else this.#within(`message ${messageId} in the intake queue`, this.#messages.get(messageId), atMs, "messageMs");
  }

  #onExecution({ executionArn, status }: Of<"execution">, atMs: number): void {
    this.#failed.delete(executionArn);
    if (status === "RUNNING") this.#executions.set(executionArn, atMs);
    else {
      this.#within(`execution ${executionArn}`, this.#executions.get(executionArn), atMs, "executionMs");
      this.#endedAtMs.set(executionArn, atMs);
    }
  }

  #onFlight(pk: string, now: { readonly key: string; readonly by: string } | undefined, atMs: number): void {
    const before = this.#flights.get(pk);
    if (before?.by === now?.by) return;
    if (before) {
      const endedAtMs = this.#endedAtMs.get(before.by);
      const sinceMs = Math.max(before.sinceMs, endedAtMs ?? atMs);
      this.#within(`finding ${before.key} in flight by ${before.by}, which is over,`, sinceMs, atMs, "forgottenMs");
    }
    if (now) this.#flights.set(pk, { ...now, sinceMs: atMs });
    else this.#flights.delete(pk);
  }

  #onTask({ input, error }: Of<"task">, atMs: number): void {
    const step = stepOf(input);
    if (step === undefined) return;
    this.#onTry(input, atMs);
    if (error === undefined) return;
    const steps = this.#failed.get(step.executionArn) ?? new Map<string, number>();
    this.#failed.set(step.executionArn, steps.set(step.name, atMs));
    this.#failedJustNow = step;
  }

  #onTry(input: unknown, atMs: number): void {
    const step = stepOf(input);
    const steps = step && this.#failed.get(step.executionArn);
    const failedAtMs = step && steps?.get(step.name);
    if (!step || failedAtMs === undefined) return;
    steps?.delete(step.name);
    if (atMs - failedAtMs <= livenessBounds.retryMs) return;
    const waited = `waited ${Math.round((atMs - failedAtMs) / secondMs)} s after it failed at ${timeOf(failedAtMs)}`;
    this.#inspected.violate(
      `the step ${step.name} of ${step.executionArn} ${waited}, ${livenessBounds.retryMs / secondMs} s are promised`,
    );
  }

  #within(what: string, sinceMs: number | undefined, atMs: number, bound: keyof typeof livenessBounds): void {
    const { faultsEndAtMs, strikes, violate } = this.#inspected;
    if (sinceMs === undefined || (bound === "executionMs" && strikes.some(({ row }) => row === rowOfShortExecutions)))
      return;
    const tookMs = atMs - Math.max(sinceMs, faultsEndAtMs);
    if (tookMs <= livenessBounds[bound]) return;
    const told = `since ${timeOf(sinceMs)}, ${Math.round(tookMs / secondMs)} s beyond the end of faults`;
    violate(`${what} took until ${timeOf(atMs)} (${told}), ${livenessBounds[bound] / secondMs} s are promised`);
  }
}
