import type { Behaviour } from "#local/behaviour.ts";
import type { Blueprint } from "./blueprint.ts";

/** What a seed's world is made from, before it stands. */
export interface World {
  readonly blueprint: Blueprint;
  /** How Detective, Security Hub and IAM answer about principals. */
  readonly behaviour: Behaviour;
}
