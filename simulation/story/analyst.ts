import type { Chance } from "../chance.ts";
import type { Act } from "./act.ts";
import type { FindingName } from "./click.ts";
import { unlessRefused } from "./import.ts";

type Edit = readonly [what: string, fields: (index: number) => object];

const note: Edit = [
  "writes a note",
  (index) => ({ Note: { Text: `Asked the owner, case ${index}.`, UpdatedBy: "ines" } }),
];

const edits: readonly [Edit, ...Edit[]] = [
  note,
  note,
  ["takes it up", () => ({ Workflow: { Status: "NOTIFIED" } })],
  ["resolves it", () => ({ Workflow: { Status: "RESOLVED" } })],
  ["suppresses it", () => ({ Workflow: { Status: "SUPPRESSED" } })],
  ["names a ticket", (index) => ({ UserDefinedFields: { ticket: `SEC-${index}`, owner: "payroll" } })],
  ["raises its severity", () => ({ Severity: { Label: "CRITICAL" } })],
];

/** An analyst edits a finding by hand, in one of the ways in which analysts do. */
export function analystEdits(chance: Chance, atMs: number, name: FindingName, index: number): Act {
  const [what, fieldsOf] = chance.pick(edits);
  const update = { FindingIdentifiers: [name], ...fieldsOf(index) };
  const play: Act["play"] = (cloud) => unlessRefused(() => cloud.call("SecurityHub", "BatchUpdateFindings", update));
  return { atMs, what: `an analyst ${what}: ${name.Id}`, play };
}
