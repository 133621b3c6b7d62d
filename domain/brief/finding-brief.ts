import * as z from "zod";
import { How, NotInvestigableReason, SeverityLabel } from "../contract.ts";
import { failureCodes } from "../failure.ts";
import { Observed } from "../report/observed.ts";
import { NextStep } from "../report/story.ts";
import { Observable } from "./observable.ts";

const text = (max: number) => z.string().max(max);
const Instant = z.iso.datetime();

/** `UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS` in its parts; absent where the type is none of GuardDuty's. */
export const TypeParts = z.object({
  purpose: text(80),
  resource: text(80),
  family: text(120),
  mechanism: text(120).optional(),
  artifact: text(120).optional(),
});

const BriefFinding = z.object({
  id: text(2_048),
  productArn: text(2_048),
  arn: text(2_048).optional().describe("The finding's ARN where its id is one"),
  /** `UpdatedAt` as given. */
  version: text(64),
  type: text(160),
  typeParts: TypeParts.optional(),
  title: text(256),
  description: text(1_024),
  product: text(128),
  accountId: text(12),
  region: text(40),
  partition: text(40),
  firstSeenAt: Instant,
  lastSeenAt: Instant,
  updatedAt: Instant.optional(),
  count: z.int().min(1).optional().describe("How often its product has seen it"),
  sample: z.boolean(),
});

const BriefInvestigation = z.object({
  id: text(64),
  how: How,
  severity: SeverityLabel.optional(),
  coveredFrom: Instant.optional(),
  coveredUntil: Instant,
  complete: z.boolean().describe("False when not all evidence could be read"),
  facts: z.array(text(400)).max(25).describe("Sentences, strongest first; a last `… +N more` counts what did not fit"),
  tactics: z.array(text(48)).max(14).describe("MITRE ATT&CK tactics, most frequent first"),
  observed: Observed.optional().describe("Absent when the full report could not be read: the facts alone tell then"),
  detective: text(2_048).optional().describe("Link to the investigation in the Detective console"),
  report: text(2_048).optional().describe("Link to the report page"),
});
export type BriefInvestigation = z.infer<typeof BriefInvestigation>;

export const BriefPrincipal = z.object({
  arn: text(700),
  type: z.enum(["user", "role"]),
  name: text(128),
  accountId: text(12),
  outcome: z.enum(["investigated", "not-investigable", "failed", "timed-out"]),
  reason: text(240).optional().describe("Why not investigated, in words"),
  code: z
    .enum([...failureCodes, ...NotInvestigableReason.options])
    .optional()
    .describe("The same as a code"),
  investigation: BriefInvestigation.optional(),
});
export type BriefPrincipal = z.infer<typeof BriefPrincipal>;

const Cell = z.union([z.string().max(512), z.number(), z.boolean()]);
/** Column name to cell; a column with nothing to say is missing. */
const Row = z.record(z.string(), Cell);

/** The tables of source systems, one row per element: overview and action have one. */
export const BriefTables = z.object({
  overview: z.array(Row).max(1),
  action: z.array(Row).max(50),
  resource: z.array(Row).max(50),
  bucket: z.array(Row).max(50),
  instance: z.array(Row).max(50),
  accessKey: z.array(Row).max(50),
});
export type BriefTables = z.infer<typeof BriefTables>;

/** What has changed since the version that was told before. */
export const briefParts = ["finding", "severity", "case", "principals", "evidence", "observables"] as const;
export type BriefPart = (typeof briefParts)[number];

/**
 * All that is known of one finding version, built once: note, fields, mail, chat, webhook and report are renderings of it.
 * Texts are cleaned (one line, nothing invisible, bounded), not escaped: each sink escapes for itself. At most 56 KiB as JSON.
 */
export const FindingBrief = z.object({
  schema: z.literal(1),
  finding: BriefFinding,
  severity: z.object({
    label: SeverityLabel,
    rank: z.int().min(0).max(4).describe("0 INFORMATIONAL to 4 CRITICAL"),
    product: z.number().min(0).max(100).optional().describe("The product's own score"),
  }),
  case: z.object({
    status: z.enum(["NEW", "NOTIFIED", "RESOLVED", "SUPPRESSED"]),
    recordState: z.enum(["ACTIVE", "ARCHIVED"]),
    openedAt: Instant.optional(),
  }),
  outcome: z.enum(["enriched", "partial", "parked", "not-investigable"]),
  verdict: z
    .enum(["NONE", ...SeverityLabel.options])
    .describe("Worst severity over all principals; NONE: none is known, which does not mean clean"),
  coveredUntil: Instant.optional(),
  principals: z.array(BriefPrincipal).max(40).describe("Gravest first"),
  excluded: z.array(z.object({ what: text(200), reason: NotInvestigableReason })).max(100),
  observables: z.array(Observable).max(200),
  tables: BriefTables,
  relatedFindings: z.array(z.object({ id: text(2_048), type: text(160).optional() })).max(50),
  findingGroups: z.array(text(200)).max(20),
  story: z.object({
    how: z.array(text(400)).max(12),
    where: z.array(text(400)).max(8),
    caveats: z.array(text(240)).max(6),
  }),
  nextSteps: z.array(NextStep.extend({ principal: text(700).optional() })).max(5),
  links: z.object({
    securityHub: text(4_096).optional(),
    guardDuty: text(2_048).optional(),
    detective: text(2_048).optional(),
    execution: text(2_048).optional(),
    report: text(2_048).optional(),
    entities: z.array(z.object({ label: text(200), url: text(2_048) })).max(20),
  }),
  change: z
    .object({ since: Instant.optional(), what: z.array(z.enum(briefParts)) })
    .optional()
    .describe("Absent for the first time; nothing in `what`: told again, nothing has changed"),
  /** Entries left out to keep the brief bounded, by member. */
  omitted: z.record(z.string(), z.int().min(1)),
  /** Short hashes of the parts: what differs has changed. */
  parts: z.record(z.enum(briefParts), z.string().regex(/^[0-9a-f]{8}$/)),
  /** Over all that bears meaning: equal when nothing worth telling has changed. */
  hash: z.string().regex(/^[0-9a-f]{16}$/),
});
export type FindingBrief = z.infer<typeof FindingBrief>;
