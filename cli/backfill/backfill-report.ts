import type { Tally } from "./checkpoint.ts";

/** Why a backfill stopped before it had read its whole range. It goes on from its checkpoint. */
export type Stop = "limit" | "interrupted" | "trouble" | "survey";

/** What `gumshoe backfill` answers. The tally counts every run since the checkpoint was begun. */
export interface BackfillReport extends Tally {
  /** Nothing was sent and no checkpoint written: `queued` is what would have been. */
  readonly dryRun: boolean;
  /** Whether the whole range was read. */
  readonly done: boolean;
  readonly stopped?: Stop;
  /** What the trouble was. */
  readonly trouble?: string;
  readonly since: string;
  readonly until: string;
  /** Last update of the newest finding that is done with, to the second. */
  readonly position: string;
  /** Findings of this run that could not be read, at most 20. */
  readonly failures: readonly { readonly id: string; readonly message: string }[];
}
