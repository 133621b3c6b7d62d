import { unprocessedCodes } from "#local/behaviour/plannable.ts";
import { isRecord, memberOf } from "#local/services/request/record.ts";
import type { FaultKind } from "../fault-kind.ts";
import { answerFault, isCall, requestFault } from "../request-fault.ts";

const row = 65;
const place = "securityhub:BatchUpdateFindings";
const concerns = isCall("SecurityHub", "BatchUpdateFindings");

/** `FindingNotFound` → `unprocessed-finding-not-found`. */
const nameOf = (code: string) => `unprocessed${code.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** One kind for each code; several in one call where several are armed. */
const refusals = Object.entries(unprocessedCodes).map(
  ([ErrorCode, ErrorMessage]): FaultKind => ({
    name: nameOf(ErrorCode),
    row,
    what: `Security Hub leaves a finding unprocessed: ${ErrorCode}`,
    arm: ({ chance, intensity, strike }) => ({
      hooks: {
        unprocessed: () => (chance.happens(intensity) && strike(place) ? { ErrorCode, ErrorMessage } : undefined),
      },
    }),
  }),
);

const unprocessedCodeUnknown: FaultKind = {
  name: "unprocessed-code-unknown",
  row,
  what: "Security Hub leaves a finding unprocessed with a code that is not documented, or an empty one",
  arm: ({ chance, intensity, strike }) => ({
    hooks: {
      unprocessed() {
        const happens = chance.happens(intensity);
        const ErrorCode = chance.pick(["FindingLocked", ""]);
        return happens && strike(place) ? { ErrorCode, ErrorMessage: "" } : undefined;
      },
    },
  }),
};

const stranger = { Id: "somebody-elses", ProductArn: "arn:aws:securityhub:eu-west-1::product/aws/inspector" };

const unprocessedStranger = answerFault({
  name: "unprocessed-stranger",
  row,
  what: "the answer of BatchUpdateFindings tells of a finding that was not sent",
  concerns,
  change(answer, chance) {
    const [processed, unprocessed] = [answer["ProcessedFindings"], answer["UnprocessedFindings"]];
    const ErrorCode = chance.pick(["ConcurrentUpdateError", "FindingNotFound", undefined]);
    if (!Array.isArray(processed) || !Array.isArray(unprocessed)) return undefined;
    if (ErrorCode === undefined) return { ...answer, ProcessedFindings: [stranger, ...processed] };
    const refused = { FindingIdentifier: stranger, ErrorCode, ErrorMessage: "" };
    return { ...answer, UnprocessedFindings: [...unprocessed, refused] };
  },
});

const updateNotTold = answerFault({
  name: "update-not-told",
  row,
  what: "a finding is updated, and the answer of BatchUpdateFindings neither calls it processed nor unprocessed",
  concerns,
  change(answer, chance) {
    const processed = answer["ProcessedFindings"];
    const at = chance.random();
    if (!Array.isArray(processed) || processed.length === 0) return undefined;
    const left = Math.floor(at * processed.length);
    return { ...answer, ProcessedFindings: processed.filter((_, index) => index !== left) };
  },
});

const updateDropped = requestFault({
  name: "update-dropped",
  row,
  what: "one of several findings of a call is not updated, and the answer says nothing about it",
  concerns: (request) => concerns(request) && identifiersOf(request.input).length > 1,
  fate(chance, { input }) {
    const all = identifiersOf(input);
    const dropped = chance.integer(0, all.length - 1);
    const FindingIdentifiers = all.filter((_, index) => index !== dropped);
    return { input: { ...(isRecord(input) ? input : {}), FindingIdentifiers } };
  },
});

export function identifiersOf(input: unknown): readonly unknown[] {
  const identifiers = memberOf(input, "FindingIdentifiers");
  return Array.isArray(identifiers) ? identifiers : [];
}

export const unprocessedFaults: readonly FaultKind[] = [
  ...refusals,
  unprocessedCodeUnknown,
  unprocessedStranger,
  updateNotTold,
  updateDropped,
];
