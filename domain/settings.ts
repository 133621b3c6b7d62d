import * as z from "zod";
import { SeverityLabel } from "./contract.ts";

/** Every knob of a deployment: the object under `gumshoe` in `cdk.json`. The README's table is generated from it. */
export const Settings = z.strictObject({
  products: z
    .array(z.string().min(1).max(128))
    .max(20)
    .default([])
    .describe("Product names (`ProductName`) whose findings are investigated; empty: every product"),
  severityFloor: SeverityLabel.exclude(["INFORMATIONAL"])
    .default("MEDIUM")
    .describe("Lowest severity that is investigated without being asked"),
  directGuardDuty: z
    .boolean()
    .default(false)
    .describe(
      "Also take `GuardDuty Finding` events straight from GuardDuty: minutes earlier than through Security Hub",
    ),
  findingsV2: z
    .boolean()
    .default(false)
    .describe("Also take `Findings Imported V2` events (OCSF) of the new Security Hub"),
  attachedRoles: z
    .boolean()
    .default(false)
    .describe("Also investigate roles that are merely attached to a resource (EC2 instance profile, Lambda role …)"),
  joinToleranceMinutes: z
    .int()
    .min(5)
    .max(1_440)
    .default(15)
    .describe("How far, in minutes, a finding's last activity may lie after the end of an investigation it joins"),
  notePolicy: z
    .enum(["preserve", "append", "overwrite"])
    .default("preserve")
    .describe("What happens to a note that is not ours: kept, followed by ours, or replaced"),
  maxAttempts: z.int().min(1).max(20).default(5).describe("Replays of one finding before it is parked as `exhausted`"),
  batchSize: z.int().min(1).max(10_000).default(500).describe("Messages that one execution of `ingest` takes at most"),
  batchWindowSeconds: z
    .int()
    .min(0)
    .max(300)
    .default(20)
    .describe("Seconds that `ingest` waits for a batch to fill: bursts about one principal are put together"),
  maxConcurrentBatches: z.int().min(2).max(1_000).default(2).describe("Batches that `ingest` works on at once"),
  memberRoleName: z
    .string()
    .regex(/^[\w+=,.@-]{1,64}$/)
    .optional()
    .describe("Read-only role in member accounts (`iam:GetRole`, `iam:GetUser`) that tells the path of a principal"),
  automationRuleOrder: z
    .int()
    .min(1)
    .max(1_000)
    .default(100)
    .describe("Order of the Security Hub automation rule among yours; the rule is not terminal"),
  linkedRegions: z
    .array(z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/))
    .max(40)
    .default([])
    .describe(
      "Regions aggregated into this one: each gets a stack of its own with the automation rules, which work only where they are (`npm run deploy -- --all`)",
    ),
  encryption: z
    .enum(["customer-managed", "aws-owned"])
    .default("customer-managed")
    .describe(
      "Whose key encrypts queues, table, logs and bus: one of this account, with rotation (a dollar a month, requests extra), or the ones AWS owns (free; access cannot be revoked nor audited by key)",
    ),
  logRetentionDays: z
    .union([z.literal(7), z.literal(14), z.literal(30), z.literal(90), z.literal(180), z.literal(365)])
    .default(90)
    .describe("Days that logs are kept"),
});
export type Settings = z.infer<typeof Settings>;

/** The settings as a whole: what no single one of them can tell is checked too. */
export const CoherentSettings = Settings.refine(
  // docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html (read 2026-11-20)
  ({ batchSize, batchWindowSeconds }) => batchSize <= 10 || batchWindowSeconds >= 1,
  { path: ["batchWindowSeconds"], error: "at least 1 is wanted when batchSize is above 10: Lambda asks for it" },
);
