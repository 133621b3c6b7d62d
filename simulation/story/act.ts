import type { Behaviour } from "#local/behaviour.ts";
import type { SimulatedCloud } from "../cloud.ts";
import type { AsffFinding } from "./finding.ts";

/** Something that people, providers or other tools do at an instant of a story. */
export interface Act {
  readonly atMs: number;
  /** What the trace says of it. */
  readonly what: string;
  /** Does it; an act that a service refuses is refused, and that is all. */
  readonly play: (cloud: SimulatedCloud) => void;
  /** The finding, for the import of one: told anew when it is played, so that faults can alter it on its way. */
  readonly provides?: () => AsffFinding;
}

/** Everything that happens from outside in one seed. */
export interface Story {
  readonly startAtMs: number;
  readonly acts: readonly Act[];
  /** What IAM knows of the people in it, and whatever else is not as in a plain world. */
  readonly behaviour?: Behaviour;
}
