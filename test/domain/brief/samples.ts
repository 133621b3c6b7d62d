import { readdirSync, readFileSync } from "node:fs";
import { composeBrief } from "#domain/brief/compose-brief.ts";
import type { FindingBrief } from "#domain/brief/finding-brief.ts";
import type { SlimFinding } from "#domain/contract.ts";
import { readMessage } from "#domain/event.ts";
import { slim } from "#domain/finding.ts";
import { listAt } from "#domain/json.ts";
import { reachVerdict } from "#domain/verdict.ts";
import { aGuardDutyEvent, anImportedEvent, anImportedV2Event } from "#test/builders/event.ts";
import { aGuardDutyFinding, anAsffFinding, anOcsfFinding } from "#test/builders/finding.ts";
import { investigated, type Plan } from "#test/builders/investigated.ts";
import { briefCases } from "./brief-cases.ts";

/** A finding of the bundled incident or of a case file. */
export interface Sample {
  readonly name: string;
  readonly finding: SlimFinding;
  /** As Security Hub holds it; undefined for what comes another way and was not imported. */
  readonly raw: unknown;
}

const root = new URL("../../../", import.meta.url);
const read = (path: string) => JSON.parse(readFileSync(new URL(path, root), "utf8"));
const filesIn = (folder: string) => readdirSync(new URL(folder, root)).map((file) => file.replace(".json", ""));

/** The findings of a message, with what Security Hub holds of them. */
function samplesOf(name: string, message: unknown, attached = { include: false, roleOfProfile: new Map() }): Sample[] {
  const reading = readMessage(JSON.stringify(message));
  const held = listAt(message, "detail", "findings");
  const findings = reading.kind === "findings" ? reading.findings : [];
  return findings.map((finding, at) => ({
    name: findings.length > 1 ? `${name}-${at + 1}` : name,
    finding: slim(finding, attached),
    raw: isAsff(held[at]) ? held[at] : undefined,
  }));
}

const isAsff = (finding: unknown) => typeof finding === "object" && finding !== null && "ProductArn" in finding;

/** The bundled incident; a file holds a finding or an event. */
export const incident: readonly Sample[] = filesIn("cli/incident/findings").flatMap((name) => {
  const file = read(`cli/incident/findings/${name}.json`);
  return samplesOf(name, "detail" in file ? file : anImportedEvent(file));
});

/** What Detective makes of the principals of the bundled incident. */
export const incidentPlans: Readonly<Record<string, Plan>> = read("cli/incident/behaviour.json").principals;

export const normalised: readonly Sample[] = filesIn("test/cases/normalise").flatMap((name) =>
  samplesOf(name, read(`test/cases/normalise/${name}.json`).message),
);

/** The findings of `test/cases/brief/findings`: every kind of resource and action. */
export const everyKind: readonly Sample[] = briefCases.flatMap(({ file, finding }) =>
  samplesOf(file.replace(".json", ""), anImportedEvent(anAsffFinding(finding))),
);

const eventOf = {
  asff: (finding: Record<string, unknown>) => anImportedEvent(anAsffFinding(finding)),
  guardduty: (finding: Record<string, unknown>) => aGuardDutyEvent(aGuardDutyFinding(finding)),
  ocsf: (finding: Record<string, unknown>) => anImportedV2Event(anOcsfFinding(finding)),
};

interface PrincipalCase {
  readonly name: string;
  readonly format: keyof typeof eventOf;
  readonly finding: Record<string, unknown>;
  readonly attachedRoles?: boolean;
  readonly roleOfProfile?: Record<string, string>;
}

/** The rows of `test/cases/principals`, by file. */
export const principalCases: readonly (readonly [file: string, samples: readonly Sample[]])[] = filesIn(
  "test/cases/principals",
).map((file) => [
  file,
  (read(`test/cases/principals/${file}.json`) as readonly PrincipalCase[]).flatMap((row) =>
    samplesOf(row.name, eventOf[row.format](row.finding), {
      include: row.attachedRoles ?? false,
      roleOfProfile: new Map(Object.entries(row.roleOfProfile ?? {})),
    }),
  ),
]);

/** The brief of a sample whose principals end as the plans say. */
export function briefOf({ finding, raw }: Sample, plans: Readonly<Record<string, Plan>>): FindingBrief {
  const { settled, reports } = investigated(finding, plans);
  const byId = new Map(reports.map((report) => [report.investigationId, report]));
  return composeBrief(raw, finding, reachVerdict(finding, settled), byId, { executionArn: executionOf(finding) });
}

export function executionOf({ principals, productArn }: SlimFinding): string {
  const partition = principals[0]?.partition ?? productArn.split(":")[1] ?? "aws";
  const region = { "aws-us-gov": "us-gov-west-1", "aws-cn": "cn-north-1" }[partition] ?? "eu-west-1";
  return `arn:${partition}:states:${region}:111122223333:execution:investigate:x`;
}
