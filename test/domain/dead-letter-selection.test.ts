import { describe, expect, it } from "vitest";
import { deadLetterOf } from "#domain/dead-letter.ts";
import { type DeadLetterSelection, isSelected } from "#domain/dead-letter-selection.ts";
import { aDeadLetterMessage } from "#test/builders/dead-letter.ts";
import { aReplayEnvelope } from "#test/builders/event.ts";
import { aPrincipal, aSlimFinding } from "#test/builders/slim-finding.ts";

// Parked at noon, HIGH, replayed twice, about role/pipeline/deploy of 111122223333.
const finding = aSlimFinding({
  principals: [aPrincipal({ arn: "arn:aws:iam::111122223333:role/pipeline/deploy" })],
});
const letter = deadLetterOf(aDeadLetterMessage({ body: JSON.stringify(aReplayEnvelope({ finding })) }));
const threeHoursLater = Date.parse("2026-03-04T15:00:00.000Z");
const hours = (count: number) => count * 3_600_000;

const cases: readonly { readonly selection: DeadLetterSelection; readonly selected: boolean }[] = [
  { selection: {}, selected: true },
  { selection: { reasons: ["exhausted", "service-unavailable"] }, selected: true },
  { selection: { reasons: ["exhausted"] }, selected: false },
  { selection: { principal: "deploy" }, selected: true },
  { selection: { principal: "Deploy" }, selected: true },
  { selection: { principal: "ploy" }, selected: false },
  { selection: { principal: "arn:aws:iam::111122223333:role/pipeline/deploy" }, selected: true },
  { selection: { principal: "arn:aws:iam::111122223333:role/deploy" }, selected: true },
  { selection: { principal: "arn:aws:sts::111122223333:assumed-role/deploy/session" }, selected: true },
  { selection: { principal: "arn:aws:iam::111122223333:user/deploy" }, selected: false },
  { selection: { principal: "arn:aws:iam::444455556666:role/deploy" }, selected: false },
  { selection: { account: "111122223333" }, selected: true },
  { selection: { account: "444455556666" }, selected: false },
  { selection: { severities: ["CRITICAL", "HIGH"] }, selected: true },
  { selection: { severities: ["LOW"] }, selected: false },
  { selection: { finding: finding.id }, selected: true },
  { selection: { finding: "f1" }, selected: true },
  { selection: { finding: "1" }, selected: false },
  { selection: { attempt: { min: 2, max: 2 } }, selected: true },
  { selection: { attempt: { min: 1, max: Number.POSITIVE_INFINITY } }, selected: true },
  { selection: { attempt: { min: 3, max: 3 } }, selected: false },
  { selection: { olderThanMs: hours(3) }, selected: true },
  { selection: { olderThanMs: hours(3) + 1 }, selected: false },
  { selection: { newerThanMs: hours(3) }, selected: true },
  { selection: { newerThanMs: hours(3) - 1 }, selected: false },
  { selection: { reasons: ["service-unavailable"], account: "444455556666" }, selected: false },
];

describe("isSelected()", () => {
  it.each(cases)("is $selected for $selection", ({ selection, selected }) => {
    expect(isSelected(letter, selection, threeHoursLater)).toBe(selected);
  });

  it("wants one finding of a message that fits all filters, not one for each filter", () => {
    const [one] = letter.findings;
    if (!one) throw new Error("the letter has a finding");
    const several = {
      ...letter,
      findings: [
        { ...one, severity: "LOW" as const },
        { ...one, accountId: "444455556666" },
      ],
    };
    expect(isSelected(several, { severities: ["LOW"], account: "444455556666" }, threeHoursLater)).toBe(false);
    expect(isSelected(several, { severities: ["HIGH"], account: "444455556666" }, threeHoursLater)).toBe(true);
  });
});
