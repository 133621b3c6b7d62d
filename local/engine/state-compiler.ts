import type { Raw } from "./fields.ts";
import type { Flow } from "./flow.ts";
import type { Scope } from "./machine.ts";
import type { Problems } from "./problems.ts";

/** What a state type's compiler works with. */
export interface StateCompiler {
  readonly flow: Flow;
  /** The state that follows; undefined at the end of a scope. */
  readonly next: string | undefined;
  readonly problems: Problems;
  /** Compiles a scope inside the state: a branch, or a Map's processor. */
  readonly scope: (raw: Raw, path: string) => Scope;
}
