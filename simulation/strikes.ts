import type { Chance } from "./chance.ts";
import type { SimulatedCloud } from "./cloud.ts";
import { combined } from "./faults/combination.ts";
import type { Armed, FaultKind } from "./faults/fault-kind.ts";
import type { Hooks } from "./hooks.ts";
import type { Strike } from "./invariants/invariant.ts";
import { Rest } from "./rest.ts";
import type { Story } from "./story/act.ts";
import type { World } from "./world.ts";

export interface StrikesOptions {
  readonly chance: Chance;
  readonly kinds: readonly FaultKind[];
  readonly intensity: number;
  readonly endsAtMs: number;
  /** Only the first so many faults strike: the run is the same up to there. */
  readonly limit: number;
  /** Whether a kind rests once it has struck often. */
  readonly rests: boolean;
}

/** The faults of one seed: those armed, and every strike in its order. */
export class Strikes {
  readonly struck: Strike[] = [];
  readonly #armed: readonly Armed[];
  #cloud: SimulatedCloud | undefined;

  constructor({ chance, kinds, intensity, endsAtMs, limit, rests }: StrikesOptions) {
    this.#armed = kinds.map((kind) => {
      const rest = new Rest(rests ? kind.strikesMax : Number.POSITIVE_INFINITY);
      const strike = (at: string): boolean => {
        const atMs = this.#cloud?.clock.now() ?? Number.NEGATIVE_INFINITY;
        if (this.struck.length >= limit || atMs >= endsAtMs || rest.isDue(at)) return false;
        this.struck.push({ fault: kind.name, row: kind.row, at, atMs });
        this.#cloud?.tell({ kind: "fault", name: kind.name, at });
        return true;
      };
      return kind.arm({ chance: chance.fork(kind.name), intensity, endsAtMs, strike, cloud: () => this.#world() });
    });
  }

  get hooks(): Partial<Hooks> {
    return combined(this.#armed.flatMap(({ hooks }) => hooks ?? []));
  }

  world(given: World): World {
    return this.#armed.reduce((world, armed) => armed.world?.(world) ?? world, given);
  }

  story(given: Story): Story {
    return this.#armed.reduce((story, armed) => armed.story?.(story) ?? story, given);
  }

  /** From now on strikes happen in this world. */
  begin(cloud: SimulatedCloud): void {
    this.#cloud = cloud;
  }

  #world(): SimulatedCloud {
    if (!this.#cloud) throw new Error("Cannot strike: the world does not stand yet");
    return this.#cloud;
  }
}
