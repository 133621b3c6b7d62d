import type { FaultKind, Stage } from "../fault-kind.ts";

const row = 7;

/** There are few batches in a story. */
const often = (intensity: number) => Math.min(1, 3 * intensity);

/** A fault of the answers of ingest: `rewrite` answers undefined where it leaves one as it is; its roll is in [0, 1). */
function answered(
  about: Pick<FaultKind, "name" | "what">,
  rewrite: (answer: string, roll: number) => string | undefined,
): FaultKind {
  const arm = ({ chance, intensity, strike }: Stage) => ({
    hooks: {
      invocation(functionName: string) {
        if (functionName !== "ingest" || !chance.happens(often(intensity))) return undefined;
        const roll = chance.random();
        const change = (answer: string) => {
          const changed = rewrite(answer, roll);
          return changed !== undefined && strike("lambda:ingest") ? changed : answer;
        };
        return { rewrite: change };
      },
    },
  });
  return { ...about, row, arm };
}

const ingestThrows: FaultKind = {
  name: "ingest-throws",
  row,
  what: "ingest does all its work and then throws: the whole batch comes again",
  arm: ({ chance, intensity, strike }) => ({
    hooks: {
      invocation(functionName) {
        if (functionName !== "ingest" || !chance.happens(often(intensity))) return undefined;
        if (!strike("lambda:ingest")) return undefined;
        return { failsWith: { errorType: "TypeError", errorMessage: "Cannot read properties of undefined" } };
      },
    },
  }),
};

// What Lambda takes for "nothing failed": true only where nothing did.
const answersNothing = answered(
  { name: "ingest-answers-nothing", what: "ingest, with nothing to complain of, answers null or {}" },
  (answer, roll) => (answer === '{"batchItemFailures":[]}' ? ["null", "{}"][Math.floor(roll * 2)] : undefined),
);

const nonsense = [
  '"done"',
  "[]",
  '{"batchItemFailures":"none"}',
  '{"batchItemFailures":[{"itemIdentifier":""}]}',
  '{"batchItemFailures":[{"id":"1"}]}',
  '{"batchItemFailures":[null]}',
];

const answersNonsense = answered(
  { name: "ingest-answers-nonsense", what: "ingest answers what Lambda cannot read: the whole batch comes again" },
  (_answer, roll) => nonsense[Math.floor(roll * nonsense.length)],
);

const answersUnknownId = answered(
  {
    name: "ingest-answers-unknown-id",
    what: "ingest names a message that is not in the batch: the whole batch comes again",
  },
  (_answer, roll) => JSON.stringify({ batchItemFailures: [{ itemIdentifier: `nobody-${roll}` }] }),
);

export const batchAnswerFaults: readonly FaultKind[] = [
  ingestThrows,
  answersNothing,
  answersNonsense,
  answersUnknownId,
];
