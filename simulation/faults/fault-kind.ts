import type { Chance } from "../chance.ts";
import type { SimulatedCloud } from "../cloud.ts";
import type { Hooks } from "../hooks.ts";
import type { Story } from "../story/act.ts";
import type { World } from "../world.ts";

/** A way in which the world fails, strikes or surprises. One row of the fault matrix has one or more. */
export interface FaultKind {
  /** Kebab case, unique: what `--faults` takes. */
  readonly name: string;
  /** The row of the fault matrix, 1 to 71: docs/proof.md has it in words. */
  readonly row: number;
  /** What happens, in one sentence. */
  readonly what: string;
  /** How often it strikes in a seed before it rests, where the usual is too little for what it is to bring about. */
  readonly strikesMax?: number;
  /** Prepares it for one seed. Nothing may happen without a `strike` that answered true. */
  arm(stage: Stage): Armed;
}

/** What a fault kind finds when it is armed. */
export interface Stage {
  /** Its own stream of chance. */
  readonly chance: Chance;
  /**
   * How often it should strike where it could, 0 to 1: high when few kinds are armed, low when many are. Use it as the probability,
   * scaled as fits the place.
   */
  readonly intensity: number;
  /**
   * Counts one strike and says whether it may happen: not beyond the limit of a shortened run, not once faults have stopped, not
   * where this kind has struck so often that it rests.
   * Draw from `chance` before asking, whatever the answer: what was drawn must not depend on it.
   * @param at where, in a few words, for the trace: `detective:GetInvestigation`
   */
  strike(at: string): boolean;
  /** When faults stop, ms since the epoch. */
  readonly endsAtMs: number;
  /** The world, once it stands; for hooks and acts, not for `arm` itself. */
  cloud(): SimulatedCloud;
}

/** What a fault kind does in one seed. */
export interface Armed {
  readonly hooks?: Partial<Hooks>;
  /** Another story in place of the seed's: acts added, changed, doubled, put off. */
  readonly story?: (story: Story) => Story;
  /** Another world: other principals' behaviour, other settings of the stack. */
  readonly world?: (world: World) => World;
}
