import type { AsffFinding } from "../../story/finding.ts";
import type { FaultKind } from "../fault-kind.ts";
import { about, strangeMessage } from "./strange-message.ts";

const row = 18;

const malformedJson = strangeMessage({
  name: "malformed-json",
  row,
  what: "a message is no JSON: cut off, with a comma too many, in another notation, empty of all sense",
  body: (event, chance) => {
    const json = JSON.stringify(event);
    return chance.pick([
      json.slice(0, chance.integer(1, json.length - 1)),
      `${json},`,
      json.replaceAll('"', "'"),
      "\u00a0",
    ]);
  },
});

const wrongDetailType = strangeMessage({
  name: "wrong-detail-type",
  row,
  what: "an event is of another kind, or of a source that may not send this kind",
  body: (event, chance) =>
    JSON.stringify({
      ...event,
      ...chance.pick([
        { "detail-type": "Security Hub Findings - Exported" },
        { "detail-type": "Security Hub Insight Results" },
        { "detail-type": 7 },
        { "detail-type": "GuardDuty Finding" },
        { source: "aws.guardduty" },
        { source: null },
      ]),
    }),
});

const members = [
  "Id",
  "ProductArn",
  "AwsAccountId",
  "Region",
  "UpdatedAt",
  "Resources",
  "Severity",
  "Types",
  "Title",
] as const;

/** Where it can be read after all, it is not the true finding of this version, and no sample that would be left alone. */
function another({ Sample: _sample, ProductFields: _fields, ...finding }: AsffFinding): AsffFinding {
  return { ...finding, Id: `${finding["Id"]}-odd`, Title: "Odd" };
}

const missingFields = strangeMessage({
  name: "missing-fields",
  row,
  what: "the finding of an event lacks one or several of its members, or all",
  body: (event, chance) => {
    const missing = new Set<string>(chance.shuffled(members).slice(0, chance.pick([1, 1, 2, members.length])));
    const rest = (finding: AsffFinding) =>
      Object.fromEntries(Object.entries(another(finding)).filter(([name]) => !missing.has(name)));
    return JSON.stringify(about(event, rest));
  },
});

const wrongTypes = strangeMessage({
  name: "wrong-types",
  row,
  what: "members of a finding have values of another type",
  body: (event, chance) => {
    const value = chance.pick([null, 7, true, "", {}, [[]], [null]] as [unknown, ...unknown[]]);
    const name = chance.pick([...members, "detail"] as [string, ...string[]]);
    if (name === "detail") return JSON.stringify({ ...event, detail: value });
    return JSON.stringify(about(event, (finding) => ({ ...another(finding), [name]: value })));
  },
});

const unknownVersion = strangeMessage({
  name: "unknown-schema-version",
  row,
  what: "a message is of a version that nobody knows: of the event, of the finding or of our own envelope",
  body: (event, chance) =>
    JSON.stringify(
      chance.pick([
        { ...event, version: "9" },
        about(event, (finding) => ({ ...finding, SchemaVersion: "2031-01-01" })),
        { v: 9, kind: "replay", attempt: 1, raw: "" },
        { v: 1, kind: "replay", attempt: -1, raw: JSON.stringify(event) },
        { v: 1, kind: "replay" },
      ] as [unknown, ...unknown[]]),
    ),
});

export const unreadableFaults: readonly FaultKind[] = [
  malformedJson,
  wrongDetailType,
  missingFields,
  wrongTypes,
  unknownVersion,
];
