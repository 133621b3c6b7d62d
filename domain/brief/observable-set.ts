import type { Observable } from "./observable.ts";

/**
 * Each type and value once, where it stands first; whatever any place tells of it (role, flagged, reserved) is kept.
 */
export function distinctObservables(observables: Iterable<Observable>): readonly Observable[] {
  const seen = new Map<string, Observable>();
  for (const observable of observables) {
    const key = `${observable.type} ${observable.value}`;
    const first = seen.get(key);
    seen.set(key, first === undefined ? observable : together(first, observable));
  }
  return [...seen.values()];
}

function together(first: Observable, other: Observable): Observable {
  const role = first.role ?? other.role;
  return {
    ...first,
    ...(role && { role }),
    ...((first.reserved ?? other.reserved) && { reserved: true as const }),
    ...((first.flagged ?? other.flagged) && { flagged: true as const }),
  };
}

/**
 * The observables of several sources as one list of at most `max`, in the order they were given. Where not all fit, flagged ones
 * stay first, then every type keeps its first ones: thousands of scanners do not push out the one access key.
 */
export function mergedObservables(lists: readonly (readonly Observable[])[], max: number): readonly Observable[] {
  const all = distinctObservables(lists.flat());
  if (all.length <= max) return all;
  const kept = new Set(ranked(all).slice(0, max));
  return all.filter((observable) => kept.has(observable));
}

/** Flagged ones, then the first of each type, the second of each type … */
function ranked(all: readonly Observable[]): readonly Observable[] {
  const counts = new Map<string, number>();
  const turns = all.map((observable) => {
    const turn = observable.flagged ? 0 : (counts.get(observable.type) ?? 0) + 1;
    if (turn > 0) counts.set(observable.type, turn);
    return { observable, turn };
  });
  return turns.toSorted((one, other) => one.turn - other.turn).map(({ observable }) => observable);
}
