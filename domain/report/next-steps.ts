import { shorten } from "../inert-text.ts";
import { canWriteLines } from "./cli-line.ts";
import { disableUser, quarantine, revokeSessions } from "./steps/contain.ts";
import { askOwner, readRelated, reviewChanges, waysBackIn } from "./steps/look.ts";
import type { Grounds, Step, Subject } from "./steps/step.ts";
import { tacticSteps } from "./steps/tactic-steps.ts";
import type { NextStep } from "./story.ts";

const stepsMax = 5;

/** Every step there is, in the order in which they are suggested: stop it first, then see what it did. */
export const catalogue: readonly Step[] = [
  disableUser,
  revokeSessions,
  quarantine,
  askOwner,
  reviewChanges,
  waysBackIn,
  ...tacticSteps,
  readRelated,
];

/**
 * What to do now, at most five steps, for this very principal. Text for a person who decides: nothing here is ever carried out.
 * @see https://github.com/aws-samples/aws-incident-response-playbooks (credential compromise), for how such a response goes on
 */
export function nextSteps(subject: Subject, grounds: Grounds): readonly NextStep[] {
  const lines = canWriteLines(subject.name, subject.region);
  return catalogue
    .filter(({ of = subject.type }) => of === subject.type)
    .flatMap((step): NextStep[] => {
      const why = step.why(grounds, subject);
      if (why === undefined) return [];
      const cli = lines ? [...step.cli(subject)] : [];
      return [{ text: shorten(step.text(subject), 240), ...(cli.length > 0 && { cli }), why: shorten(why, 240) }];
    })
    .slice(0, stepsMax);
}
