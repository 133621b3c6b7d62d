import type { MapItem, Variables } from "./branch.ts";
import type { StateFailure } from "./errors.ts";
import type { Raw } from "./fields.ts";
import type { Payload } from "./payload.ts";
import type { Effect, Visit } from "./visit.ts";

/** Works something out for a visit whose effective input is known. */
export type Evaluate<T> = (visit: Visit, input: Payload) => Promise<T>;

/** How data flows through a state: what its query language makes of the fields all states share. */
export interface Flow {
  /** The effective input: JSONata's `Arguments`, JSONPath's `InputPath` and `Parameters`. */
  input(raw: Raw): (visit: Visit) => Promise<Payload>;
  /** Output and variables from a state's result. `result` is undefined in a state that has none. */
  output(raw: Raw): (visit: Visit, result: Payload, kind: "result" | "input") => Promise<Effect>;
  /** Output and variables from a caught error. */
  caught(catcher: Raw): (visit: Visit, failure: StateFailure) => Promise<Effect>;
  /** A numeric field, or its `Path` twin; undefined when the state has neither. */
  number(raw: Raw, field: string): Evaluate<number> | undefined;
  /** A text field, or its `Path` twin; undefined when the state has neither. */
  text(raw: Raw, field: string): Evaluate<string> | undefined;
  /** The failure for a field whose value at run time cannot be used. */
  refuse(visit: Visit, field: string, detail: string): StateFailure;
  /** The items of a Map. */
  items(raw: Raw): Evaluate<readonly unknown[]>;
  /** The input of one iteration; undefined when items go in as they are. */
  itemInput(raw: Raw): ((visit: Visit, input: Payload, item: MapItem) => Promise<Payload>) | undefined;
  /** The instant a Wait with a `Timestamp` ends, ms since the epoch; undefined when it has none. */
  timestamp(raw: Raw): Evaluate<number> | undefined;
  /** The rules of a Choice, in order: the effect of the first that holds, undefined when none does. */
  choices(raw: Raw): Evaluate<(Effect & { readonly next: string }) | undefined>;
}

/** The error as `$states.errorOutput` and as the output of a catcher that says nothing else. */
export function errorOutput(failure: StateFailure): Variables {
  return {
    ...(failure.error !== undefined && { Error: failure.error }),
    ...(failure.cause !== undefined && { Cause: failure.cause }),
  };
}
