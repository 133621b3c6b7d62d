import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readMessage } from "#domain/event.ts";
import { slim } from "#domain/finding.ts";
import { aGuardDutyEvent, anImportedEvent, anImportedV2Event } from "#test/builders/event.ts";
import { aGuardDutyFinding, anAsffFinding, anOcsfFinding } from "#test/builders/finding.ts";

/** One row of `test/cases/principals`: what a finding names, and what must come of it. */
interface PrincipalCase {
  readonly name: string;
  readonly format: "asff" | "guardduty" | "ocsf";
  readonly finding: Record<string, unknown>;
  readonly attachedRoles?: boolean;
  readonly roleOfProfile?: Record<string, string>;
  /** ARNs in order of rank, marked where the finding does not tell the path. */
  readonly principals: readonly string[];
  readonly excluded: readonly { readonly what: string; readonly reason: string }[];
}

const folder = new URL("../cases/principals/", import.meta.url);
const tables = readdirSync(folder).map((file) => ({
  file,
  rows: JSON.parse(readFileSync(new URL(file, folder), "utf8")) as readonly PrincipalCase[],
}));

const eventOf = {
  asff: (finding: Record<string, unknown>) => anImportedEvent(anAsffFinding(finding)),
  guardduty: (finding: Record<string, unknown>) => aGuardDutyEvent(aGuardDutyFinding(finding)),
  ocsf: (finding: Record<string, unknown>) => anImportedV2Event(anOcsfFinding(finding)),
};

describe.each(tables)("slim() of $file", ({ rows }) => {
  it.each(rows)("finds $name", (row) => {
    const reading = readMessage(JSON.stringify(eventOf[row.format](row.finding)));
    const roleOfProfile = new Map(Object.entries(row.roleOfProfile ?? {}));
    const [finding] = reading.kind === "findings" ? reading.findings : [];
    const read = finding && slim(finding, { include: row.attachedRoles ?? false, roleOfProfile });
    expect({
      principals: read?.principals.map(({ arn, pathKnown }) => (pathKnown ? arn : `${arn} (path unknown)`)),
      excluded: read?.excluded,
    }).toEqual({ principals: row.principals, excluded: row.excluded });
  });
});
