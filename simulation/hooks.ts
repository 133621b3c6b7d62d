import type { PrincipalBehaviour } from "#local/behaviour.ts";
import type { ServiceError } from "#local/service.ts";
import type { Refusal } from "#local/services/security-hub/state.ts";
import type { InvocationFate } from "./invocation-fate.ts";
import type { Fate, Request } from "./wire.ts";

/** An event on its way to the default bus: possibly another one, possibly later. */
export interface EventPassage {
  readonly event: Readonly<Record<string, unknown>>;
  readonly delayMs: number;
}

/** A task of the state machine itself, on its way to a service or a function. */
export interface WorkflowTask {
  readonly resource: string;
  readonly stateName: string;
  readonly input: unknown;
}

/** Where faults get in: each hook is asked at its place and says what becomes of it; `undefined` is "as usual". */
export interface Hooks {
  /** A call of a function to a service. */
  request(request: Request): Partial<Fate> | undefined;
  /** An invocation of a function. */
  invocation(functionName: string, payload: string): InvocationFate | undefined;
  /** A function's reading of a message: it may be the end of its sandbox, or keep that busy for longer than it has time. */
  reading(functionName: string, body: string): "dies" | "hangs" | undefined;
  /** An event that a service puts on the default bus: what arrives there in its place. */
  event(event: Readonly<Record<string, unknown>>): readonly EventPassage[] | undefined;
  /** A try of EventBridge to deliver to a target. */
  delivery(targetArn: string, ruleArn: string): ServiceError | undefined;
  /** A message handed to a function's poller: how long it stays out of sight, s. */
  visibility(body: string): number | undefined;
  /** Whether the poller's deletion of a message gets lost. */
  deletion(): boolean | undefined;
  /** A task of the state machine: an error in its place, or how long it takes to be taken up, ms. */
  task(task: WorkflowTask): { readonly refuse?: ServiceError; readonly delayMs?: number } | undefined;
  /** How many writes an eventually consistent read of the table is behind. */
  readLag(operation: string): number | undefined;
  /** How long until an update of a finding is visible and its event goes out, ms. */
  updateLag(): number | undefined;
  /** How long until what a provider imports can be read, ms; its event goes out at once. */
  importLag(): number | undefined;
  /** How an investigation that Detective starts now will go. */
  investigation(entityArn: string): PrincipalBehaviour | undefined;
  /** How long until a new investigation is listed, ms. */
  listLag(): number | undefined;
  /** One finding of BatchUpdateFindings that is refused. */
  unprocessed(finding: { readonly ProductArn: string; readonly Id: string }): Refusal | undefined;
}
