import type { Blueprint } from "../blueprint.ts";
import type { Patch } from "../runner/bundle.ts";

/** A deliberate bug: one that somebody might write, and that the simulation has to find. */
export interface Mutant {
  /** Kebab case, unique. */
  readonly name: string;
  /** What the code then does wrong, in one sentence. */
  readonly bug: string;
  /** Changes of sources. */
  readonly patches?: readonly Patch[];
  /** A change of the stack: of the state machine, a queue, a rule. */
  readonly stack?: (blueprint: Blueprint) => Blueprint;
}

/** A bug of one line. */
export function lineBug(name: string, bug: string, file: string, find: string, replace: string): Mutant {
  return { name, bug, patches: [{ file, find, replace }] };
}
