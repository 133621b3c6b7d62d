import type { FaultKind } from "../fault-kind.ts";
import { about, type FindingEvent, strangeMessage } from "./strange-message.ts";

const row = 22;
const [levels, keys] = [10_000, 100_000];

/** The event with JSON in the finding that `JSON.stringify` would not write. */
function withRaw(event: FindingEvent, raw: string): string {
  return JSON.stringify(about(event, (finding) => ({ ...finding, Raw: "@raw" }))).replace('"@raw"', () => raw);
}

const deepNesting = strangeMessage({
  name: "deep-nesting",
  row,
  what: "a finding nests ten thousand levels deep, in lists or in objects, or its text only looks as if it did",
  body: (event, chance) =>
    withRaw(
      event,
      chance.pick([
        "[".repeat(levels) + "]".repeat(levels),
        `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`,
        "[".repeat(levels),
        JSON.stringify("[{".repeat(levels)),
      ]),
    ),
});

const manyKeys = strangeMessage({
  name: "many-keys",
  row,
  what: "an object in a finding has a hundred thousand keys",
  share: 0.1,
  body: (event) => withRaw(event, `{${Array.from({ length: keys }, (_, index) => `"k${index}":0`).join(",")}}`),
});

const hugeNumbers = strangeMessage({
  name: "huge-numbers",
  row,
  what: "numbers of a finding are beyond every range, or have a thousand digits",
  body: (event, chance) => {
    const number = chance.pick(["1e999", "-1e999", "9".repeat(1_000), `0.${"3".repeat(1_000)}`, "1e-999", "-0"]);
    return withRaw(
      event,
      `${number},"Criticality":${number},"Confidence":${number},"Severity":{"Normalized":${number}}`,
    );
  },
});

const duplicateKeys = strangeMessage({
  name: "duplicate-keys",
  row,
  what: "keys of an event come twice: the last one counts",
  body: (event) => JSON.stringify(event).replace("{", '{"detail":{"findings":[{"Id":"never"}]},"source":"nobody",'),
});

const byteOrderMark = strangeMessage({
  name: "byte-order-mark",
  row,
  what: "a message begins with a byte order mark",
  body: (event) => `\ufeff${JSON.stringify(event)}`,
});

const loneSurrogates = strangeMessage({
  name: "lone-surrogates",
  row,
  what: "texts and keys of a finding hold halves of surrogate pairs",
  body: (event) =>
    JSON.stringify(
      about(event, (finding) => ({ ...finding, Title: "\ud800 half \udc00", ProductFields: { "\ud83d": "\udfff" } })),
    ),
});

export const oddJsonFaults: readonly FaultKind[] = [
  deepNesting,
  manyKeys,
  hugeNumbers,
  duplicateKeys,
  byteOrderMark,
  loneSurrogates,
];
