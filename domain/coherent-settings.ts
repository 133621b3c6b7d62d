import { allowsRegion } from "./remit.ts";
import { Settings } from "./settings.ts";

/** The settings as a whole: what no single one of them can tell is checked too. */
export const CoherentSettings = Settings.refine(
  ({ alarmEmail, alarmTopicArn }) => alarmEmail === undefined || alarmTopicArn === undefined,
  { path: ["alarmEmail"], error: "not together with alarmTopicArn: subscribe the address to that topic" },
)
  .refine(
    // docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html (read 2026-11-20)
    ({ batchSize, batchWindowSeconds }) => batchSize <= 10 || batchWindowSeconds >= 1,
    { path: ["batchWindowSeconds"], error: "at least 1 is wanted when batchSize is above 10: Lambda asks for it" },
  )
  .refine(({ allowedAccounts, deniedAccounts }) => allowedAccounts.length === 0 || deniedAccounts.length === 0, {
    path: ["deniedAccounts"],
    error: "one of allowedAccounts and deniedAccounts is wanted: what is not allowed is denied anyway",
  })
  .refine(
    ({ linkedRegions, allowedRegions }) => linkedRegions.every((region) => allowsRegion(allowedRegions, region)),
    {
      path: ["linkedRegions"],
      error: "only Regions that allowedRegions lets in are wanted: rules elsewhere would arm findings that are skipped",
    },
  )
  .refine(
    ({ slackWorkspaceId, slackChannelId }) => (slackWorkspaceId === undefined) === (slackChannelId === undefined),
    {
      path: ["slackChannelId"],
      error: "slackWorkspaceId and slackChannelId are wanted together",
    },
  )
  .refine(
    ({ teamsTeamId, teamsTenantId, teamsChannelId }) =>
      new Set([teamsTeamId, teamsTenantId, teamsChannelId].map((id) => id === undefined)).size === 1,
    { path: ["teamsChannelId"], error: "teamsTeamId, teamsTenantId and teamsChannelId are wanted together" },
  );
