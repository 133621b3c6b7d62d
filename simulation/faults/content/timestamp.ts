import { type AsffFinding, iso } from "../../story/finding.ts";
import type { FaultKind } from "../fault-kind.ts";
import { alteredFinding } from "./altered-finding.ts";

const [hourMs, dayMs] = [3_600_000, 86_400_000];
const all = ["FirstObservedAt", "LastObservedAt", "CreatedAt", "UpdatedAt"] as const;
const observed = ["FirstObservedAt", "LastObservedAt"] as const;

type Rewrite = (text: string, atMs: number) => string;

const ahead: Rewrite = (_text, atMs) => iso(atMs + (atMs % 2 ? 3 : 20_000) * dayMs);

const table: readonly (readonly [name: string, what: string, members: readonly string[], rewrite: Rewrite])[] = [
  ["time-in-future", "lies days or decades ahead", observed, ahead],
  ["version-in-future", "that names its version lies days or decades ahead", ["UpdatedAt"], ahead],
  ["time-of-1970", "is the beginning of the epoch", all, () => "1970-01-01T00:00:00.000Z"],
  [
    "time-without-ms",
    "has no milliseconds, or nine digits of them",
    all,
    (text, atMs) => text.replace(/\.\d+Z$/, atMs % 2 ? "Z" : ".123456789Z"),
  ],
  [
    "time-with-offset",
    "is given in another time zone",
    all,
    (_text, atMs) => iso(atMs + 5.5 * hourMs).replace("Z", "+05:30"),
  ],
  [
    "time-unreadable",
    "cannot be read",
    observed,
    (_text, atMs) => ["yesterday", "", "2026-13-45T99:99:99Z"][atMs % 3] ?? "",
  ],
];

const times = table.map(([name, what, members, rewrite]) =>
  alteredFinding({
    name,
    row: 27,
    what: `a time of a finding ${what}`,
    alter: (finding) => rewritten(finding, members, rewrite),
  }),
);

const versionUnreadable = alteredFinding({
  name: "version-unreadable",
  row: 27,
  what: "the time that names the version of a finding cannot be read, nor can its creation",
  alter: (finding) => ({ ...finding, UpdatedAt: "soon", CreatedAt: "long ago" }),
});

const observedBackwards = alteredFinding({
  name: "time-backwards",
  row: 27,
  what: "a finding was first seen after it was last seen",
  alter: (finding) => ({
    ...finding,
    FirstObservedAt: finding["LastObservedAt"],
    LastObservedAt: finding["FirstObservedAt"],
  }),
});

const observedForYears = alteredFinding({
  name: "time-of-years",
  row: 27,
  what: "a finding has been seen for more than a year: no investigation reaches back that far",
  alter(finding, chance) {
    const days = chance.integer(366, 2_000);
    return rewritten(finding, ["FirstObservedAt"], (_text, atMs) => iso(atMs - days * dayMs));
  },
});

function rewritten(finding: AsffFinding, members: readonly string[], rewrite: Rewrite): AsffFinding {
  const changed = members.flatMap((name) => {
    const text = finding[name];
    const atMs = typeof text === "string" ? Date.parse(text) : Number.NaN;
    return Number.isNaN(atMs) ? [] : [[name, rewrite(String(text), atMs)]];
  });
  return { ...finding, ...Object.fromEntries(changed) };
}

export const timestampFaults: readonly FaultKind[] = [...times, versionUnreadable, observedBackwards, observedForYears];
