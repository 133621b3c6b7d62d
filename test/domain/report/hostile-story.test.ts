import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Indicator } from "#domain/investigation.ts";
import { composeReport } from "#domain/report/compose-report.ts";
import { Story } from "#domain/report/story.ts";
import { aReportInput, aRunningPrincipal } from "#test/builders/report.ts";
import { actsIn, everyHostileText, treacherousText } from "#test/hostile/corpus.ts";
import { anyIndicator } from "./arbitrary-indicators.ts";

/** One indicator of each kind that says `text` wherever it can. */
const saying = (text: string): readonly Indicator[] => [
  { kind: "flagged-address", ipAddress: text, reason: text },
  {
    kind: "impossible-travel",
    ...{ startingLocation: text, startingIpAddress: text, endingLocation: text, endingIpAddress: text },
  },
  {
    kind: "ttp",
    tactic: text,
    technique: text,
    procedure: text,
    api: text,
    ipAddress: text,
    successes: 1,
    failures: 20,
  },
  { kind: "new-geolocation", location: text, ipAddress: text, newForAccount: true },
  { kind: "new-aso", aso: text, newForAccount: true },
  { kind: "new-user-agent", userAgent: text },
  { kind: "related-finding", arn: text, type: text, ipAddress: text },
  { kind: "related-finding-group", id: text },
  { kind: "unknown", type: text },
];

const sentencesOf = ({ how, where, now, caveats }: Story) => [
  ...how,
  ...where,
  ...caveats,
  ...now.flatMap(({ text, why }) => [text, why]),
];

const linesOf = ({ now }: Story) => now.flatMap(({ cli = [] }) => cli);

describe("a story of hostile evidence", () => {
  it("has nothing to act on in any sentence, and lines that the evidence does not reach", () => {
    const lines = linesOf(composeReport(aReportInput({ indicators: saying("plain") })).story);
    const acting = everyHostileText.flatMap((text) => {
      const { story } = composeReport(aReportInput({ indicators: saying(text) }));
      const acts = sentencesOf(story).flatMap((sentence) => actsIn(sentence).map((what) => `${what} in ${sentence}`));
      return JSON.stringify(linesOf(story)) === JSON.stringify(lines) ? acts : [...acts, `lines for ${text}`];
    });
    expect(acting).toEqual([]);
  });

  it("is within its schema and inert for any evidence about any name", () => {
    fc.assert(
      fc.property(fc.array(anyIndicator(treacherousText), { maxLength: 12 }), treacherousText, (indicators, name) => {
        const principal = aRunningPrincipal({ name });
        const { story } = composeReport(aReportInput({ indicators, principal }));
        expect(Story.parse(story)).toEqual(story);
        expect(sentencesOf(story).flatMap(actsIn)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
