import * as z from "zod";
import { SeverityLabel } from "./contract.ts";
import { Email, notifyKnobs } from "./notify-knobs.ts";
import { publishingFrequencies } from "./publishing-frequency.ts";
import { regionNamePattern } from "./region.ts";
import { regionPatternProblem } from "./region-pattern.ts";
import { webhookSettings } from "./webhook/webhook-settings.ts";

// 100 account ids fill one criterion of an automation rule, and leave room in the 4 KB of a function's environment.
const accountsMax = 100;
const regionsMax = 40;
const AccountIds = z.array(z.string().regex(/^\d{12}$/, "account ids of twelve digits are wanted")).max(accountsMax);
const RegionNames = z.array(z.string().regex(regionNamePattern, "names of Regions are wanted")).max(regionsMax);

/** One regular expression over names of Regions, anchored and of bounded effort. */
const RegionPattern = z.string().superRefine((pattern, context) => {
  const message = regionPatternProblem(pattern);
  if (message !== undefined) context.addIssue({ code: "custom", message });
});

/** A text is told from a list first, so that the problem named is that of the one that was meant. */
const RegionsAllowed = z.union([RegionNames, RegionPattern]);

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
  encryption: z
    .enum(["customer-managed", "aws-owned"])
    .default("customer-managed")
    .describe(
      "Whose key encrypts queues, table, logs, reports and bus: one of this account, with rotation (a dollar a month, requests extra), or the ones AWS owns (free; access cannot be revoked nor audited by key)",
    ),
  reports: z
    .boolean()
    .default(true)
    .describe(
      "Keep a report of every investigation in a bucket: a page with its evidence, and Markdown, linked from finding and messages",
    ),
  reportRetentionDays: z
    .int()
    .min(1)
    .max(3_650)
    .default(365)
    .describe("Days that the reports of investigations are kept"),
  linkedRegions: RegionNames.default([]).describe(
    "Regions aggregated into this one: each gets a stack of its own with the automation rules, which work only where they are (`npm run deploy -- --all`)",
  ),
  allowedRegions: RegionsAllowed.default([]).describe(
    "Regions whose findings are investigated, as a list or as one anchored regular expression (`^eu-[a-z]+-\\d$`); empty: every Region",
  ),
  allowedAccounts: AccountIds.default([]).describe(
    "Accounts whose findings are investigated, at most 100; empty: every account",
  ),
  deniedAccounts: AccountIds.default([]).describe(
    "Accounts whose findings are not investigated, in place of `allowedAccounts`",
  ),
  alarmEmail: Email.optional().describe("Who gets the alarms by e-mail; SNS asks for a confirmation first"),
  alarmTopicArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/)
    .optional()
    .describe("An SNS topic of yours for the alarms, in place of the stack's own; it must let CloudWatch publish"),
  guardDutyPublishing: z
    .enum(publishingFrequencies)
    .optional()
    .describe(
      "How often GuardDuty publishes new activity of a finding: sets it on the detector of this account and Region, 15 minutes are advised; unset: left as it is",
    ),
  ...notifyKnobs,
  ...webhookSettings,
  logRetentionDays: z
    .union([z.literal(7), z.literal(14), z.literal(30), z.literal(90), z.literal(180), z.literal(365)])
    .default(90)
    .describe("Days that logs are kept"),
});
export type Settings = z.infer<typeof Settings>;
