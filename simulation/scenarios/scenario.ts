import type { FaultKind } from "../faults/fault-kind.ts";
import type { Story } from "../story/act.ts";

/** One thing that can happen, told in full: the same every time, with every service call in its place. */
export interface Scenario {
  /** Kebab case, unique. */
  readonly name: string;
  /** What happens, in one sentence. */
  readonly what: string;
  readonly story: () => Story;
  /** What goes wrong in it anyway, whoever crashes. */
  readonly kinds?: readonly FaultKind[];
}
