import * as z from "zod";
import { SeverityLabel } from "./contract.ts";

export const Email = z.string().regex(/^[^@\s]+@[^@\s]+\.[^@\s]+$/, "an e-mail address is wanted");
const Uuid = z.string().regex(/^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/, "a UUID is wanted");

/** Who is told of findings, and of which: part of `Settings`. */
export const notifyKnobs = {
  notifyEmail: Email.optional().describe(
    "Who is told of findings by e-mail; SNS asks for a confirmation first (docs/notifications.md)",
  ),
  slackWorkspaceId: z
    .string()
    .regex(/^[0-9A-Z]{1,255}$/, "an id such as T0123ABCD is wanted")
    .optional()
    .describe("Slack workspace whose channel is told of findings, authorized once in Amazon Q Developer"),
  slackChannelId: z
    .string()
    .regex(/^[0-9A-Z]{1,255}$/, "an id such as C0123ABCD is wanted, not the name of the channel")
    .optional()
    .describe("Id of that Slack channel"),
  teamsTeamId: Uuid.optional().describe(
    "Microsoft Teams team whose channel is told of findings, authorized once in Amazon Q Developer",
  ),
  teamsTenantId: Uuid.optional().describe("Tenant of that team"),
  teamsChannelId: z
    .string()
    .max(255)
    // docs.aws.amazon.com/chatbot/latest/APIReference/API_TeamsChannelConfiguration.html (read 2026-12-01)
    .regex(/^[\w+=/.,-]+%3[aA][\w+=/.,-]+%40[\w+=/.,-]+$/, "an id such as 19%3Aab…%40thread.tacv2 is wanted")
    .optional()
    .describe("Id of that channel, as its link has it (`19%3A…%40thread.tacv2`)"),
  notifySeverityFloor: SeverityLabel.default("HIGH").describe(
    "Lowest severity, of the finding or of the verdict on it, that people are told of at once; below it the digest tells",
  ),
  notifyProducts: z
    .array(z.string().min(1).max(128))
    .max(5)
    .default([])
    .describe("Product names (`ProductName`) whose findings people are told of; empty: every product"),
  notifyAccounts: z
    .array(z.string().regex(/^\d{12}$/, "account ids of twelve digits are wanted"))
    .max(60)
    .default([])
    .describe("Accounts whose findings people are told of, at most 60; empty: every account"),
  notifyWorkflowStates: z
    .array(z.enum(["NEW", "NOTIFIED", "RESOLVED", "SUPPRESSED"]))
    .min(1)
    .default(["NEW", "NOTIFIED"])
    .describe("Workflow states in which people are told of a finding"),
  digest: z
    .enum(["daily", "off"])
    .default("daily")
    .describe("What becomes of findings below `notifySeverityFloor`: told together once a day, or not at all"),
  fastAlert: z
    .boolean()
    .default(true)
    .describe(
      "Where a chat is set up: also say that a finding is being investigated, within seconds and in the same thread",
    ),
};
