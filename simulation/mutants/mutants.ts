import { enrichingMutants } from "./enriching.ts";
import { intakeMutants } from "./intake.ts";
import { joiningMutants } from "./joining.ts";
import { lookingMutants } from "./looking.ts";
import type { Mutant } from "./mutant.ts";
import { recordingMutants } from "./recording.ts";
import { stackMutants } from "./stack.ts";

/** Every deliberate bug, in the order of a finding's way. */
export const mutants: readonly Mutant[] = [
  ...intakeMutants,
  ...joiningMutants,
  ...lookingMutants,
  ...enrichingMutants,
  ...recordingMutants,
  ...stackMutants,
];
