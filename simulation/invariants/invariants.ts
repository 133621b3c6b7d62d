import { analystSafety } from "./analyst-safety.ts";
import { authority } from "./authority.ts";
import { boundedWork } from "./bounded-work.ts";
import { conservation } from "./conservation.ts";
import { effectOnce } from "./effect-once.ts";
import type { Invariant } from "./invariant.ts";
import { isolation } from "./isolation.ts";
import { limits } from "./limits.ts";
import { liveness } from "./liveness.ts";
import { marks } from "./marks.ts";
import { noLeak } from "./no-leak.ts";
import { noSelfTrigger } from "./no-self-trigger.ts";
import { oneStart } from "./one-start.ts";
import { patience } from "./patience.ts";
import { reports } from "./reports.ts";
import { truth } from "./truth.ts";

/** Every invariant, by number. I11 is the runner's: it plays seeds twice. */
export const invariants: readonly Invariant[] = [
  conservation,
  marks,
  oneStart,
  effectOnce,
  analystSafety,
  noSelfTrigger,
  boundedWork,
  liveness,
  patience,
  isolation,
  noLeak,
  authority,
  truth,
  limits,
  reports,
];
