import type { Instant } from "#domain/instant.ts";
import type { SetUp } from "#domain/set-up.ts";
import type { Shell } from "./shell.ts";

/** Where the checks look. */
export interface Place {
  readonly setUp: SetUp;
  /** The machine's clock. */
  readonly now: () => Instant;
  /** Empty when none is configured. */
  readonly region: string;
  readonly stackName: string;
  /** The command line's own version. */
  readonly version: string;
  /** The local AWS may be ahead of the machine: its time is virtual. */
  readonly isLocal: boolean;
  /** Regions to look at besides those that Security Hub links. */
  readonly moreRegions: readonly string[];
}

/** One thing that is not as it should be. */
export interface Trouble<P extends string = string> {
  readonly problem: P;
  /** A warning leaves the verdict green. */
  readonly level: "failed" | "warning";
  /** What was seen. */
  readonly says: string;
  /** What the remedy is about: a name, an ARN, a URL. */
  readonly subject: string;
  readonly region: string;
}

/** What a check saw. Without troubles it is green. */
export type Sight<P extends string = string> =
  | { readonly says: string; readonly troubles: readonly Trouble<P>[] }
  | { readonly skipped: string };

/** What a problem means, and what mends it. */
export interface Remedy {
  readonly means: string;
  /** A command to paste, or what to do where no command does it. */
  readonly command: (shell: Shell, trouble: Trouble) => string;
}

/** One check: looks at one thing, says what is wrong with it, knows what mends it. */
export interface Check<P extends string = string> {
  readonly name: string;
  /** Checks that stand earlier in the list; while one of them has failed, this one has nothing to look at. */
  readonly needs: readonly string[];
  readonly run: (place: Place) => Promise<Sight<P>>;
  readonly fix: Readonly<Record<P, Remedy>>;
}
