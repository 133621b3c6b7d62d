import type { ExecutionEvent } from "./execution-event.ts";
import { textAt, valueAt } from "./json.ts";

/** One line of control: the execution itself, an iteration of a Map, a branch of a Parallel. It is in one state at a time. */
export interface Scope {
  /** The Map or Parallel it is a branch of; undefined for the execution itself. */
  readonly visit: Visit | undefined;
  /** Of an iteration. */
  readonly index: number | undefined;
  current: Visit | undefined;
}

/** One stay in a state. */
export interface Visit {
  readonly name: string;
  readonly type: string;
  readonly scope: Scope;
  readonly enteredAt: number;
  readonly iterations: Map<number, Scope>;
  isOpen: boolean;
  /** A Map or Parallel between a failure and the next attempt. */
  isFailed: boolean;
}

/** Where an event belongs: the scope, and the stay it is about, if any. */
export interface Place {
  readonly scope: Scope;
  readonly visit: Visit | undefined;
}

/**
 * Finds for every event of a history where it belongs, by the chain of `previousEventId`. Few events name their state, and
 * those of branches that run side by side are mixed. Redriven states go on under their first entered event.
 * Holds one reference an event.
 */
export class HistoryTree {
  readonly root: Scope = { visit: undefined, index: undefined, current: undefined };
  /** By event id: where the events that follow it begin. */
  readonly #slots: (Scope | Visit)[] = [this.root];

  /** Events must come in order. */
  place(event: ExecutionEvent): Place {
    const from = this.#slots[event.previousEventId] ?? this.root;
    const place = this.#placeOf(event, from);
    // What follows the start of a Parallel's branches belongs to a branch that no event has opened.
    const opens = event.type === "ParallelStateStarted" ? place.visit : undefined;
    this.#slots[event.id] = opens ?? place.scope;
    return place;
  }

  #placeOf({ type, details, at }: ExecutionEvent, from: Scope | Visit): Place {
    const scope = "scope" in from ? from.scope : from;
    if (type.endsWith("StateEntered")) return entered(from, type.slice(0, -"StateEntered".length), details, at);
    if (type.endsWith("StateExited")) return exited(scope, textAt(details, "name"));
    if (type.startsWith("MapIteration")) return iteration(scope, type, details);
    if (/^(Map|Parallel)State(Started|Succeeded|Failed)$/.test(type)) return branching(scope, type);
    if (type.startsWith("Execution")) return { scope: this.root, visit: undefined };
    // A state that is stopped because another branch failed follows that one's event, and does not say which it is.
    return { scope, visit: type.endsWith("StateAborted") ? undefined : scope.current };
  }
}

function entered(from: Scope | Visit, type: string, details: unknown, enteredAt: number): Place {
  const scope: Scope = "scope" in from ? { visit: from, index: undefined, current: undefined } : from;
  const name = textAt(details, "name") ?? "";
  const visit = { name, type, scope, enteredAt, iterations: new Map(), isOpen: true, isFailed: false };
  scope.current = visit;
  return { scope, visit };
}

function exited(from: Scope, name: string | undefined): Place {
  const visit = upwards(from, (one) => one.name === name && one.isOpen);
  if (visit) visit.isOpen = false;
  return { scope: visit?.scope ?? from, visit };
}

function iteration(from: Scope, type: string, details: unknown): Place {
  const index = Number(valueAt(details, "index") ?? 0);
  const name = textAt(details, "name");
  const map = upwards(from, (one) => one.name === name);
  const known = map?.iterations.get(index);
  const scope = known ?? { visit: map, index, current: undefined };
  if (map && !known) map.iterations.set(index, scope);
  if (map && known && type === "MapIterationStarted") known.current = undefined; // the Map is retried
  return { scope, visit: undefined };
}

function branching(from: Scope, type: string): Place {
  const kind = type.startsWith("Map") ? "Map" : "Parallel";
  const begins = type.endsWith("Started");
  const visit = upwards(from, (one) => one.type === kind && one.isOpen && (begins || !one.isFailed));
  if (visit) visit.isFailed = type.endsWith("Failed");
  return { scope: visit?.scope ?? from, visit };
}

/** The nearest stay that holds, from the present one of a scope outwards. */
function upwards(from: Scope, holds: (visit: Visit) => boolean): Visit | undefined {
  for (let scope: Scope | undefined = from; scope; scope = scope.visit?.scope) {
    if (scope.current && holds(scope.current)) return scope.current;
    if (scope.visit && holds(scope.visit)) return scope.visit;
  }
  return undefined;
}
