import type { Principal } from "../contract.ts";
import { byText } from "../fact.ts";
import { shorten } from "../inert-text.ts";
import { caveatsOf, type Reliance } from "./caveats.ts";
import { howSentences } from "./how-sentences.ts";
import { nextSteps } from "./next-steps.ts";
import type { Observed } from "./observed.ts";
import type { Story } from "./story.ts";
import { whereSentences } from "./where-sentences.ts";

/** What a story is told from; a `PrincipalRunning` has most of it. Times as ISO 8601. */
export interface StoryInput extends Reliance {
  readonly principal: Pick<Principal, "partition" | "accountId" | "type" | "name" | "arn">;
  readonly region: string;
  readonly observed: Observed;
  readonly withoutFinding?: boolean | undefined;
}

/** The three questions of an analyst, answered from the evidence: the same evidence, the same words. */
export function storyOf(input: StoryInput): Story {
  const { principal, region, observed, severity, complete } = input;
  const since = [input.scopeStartAt, input.firstActivityAt].sort(byText)[0] ?? input.scopeStartAt;
  return {
    how: sentences(howSentences(observed, complete), 12, 400),
    where: sentences(whereSentences(observed, input), 8, 400),
    now: [...nextSteps({ ...principal, region, since }, { observed, severity, complete })],
    caveats: sentences(caveatsOf(observed, input), 6, 240),
  };
}

function sentences(all: readonly string[], sentencesMax: number, charsMax: number): string[] {
  return all.slice(0, sentencesMax).map((sentence) => shorten(sentence, charsMax));
}
