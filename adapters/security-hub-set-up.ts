import {
  BatchGetAutomationRulesCommand,
  DescribeActionTargetsCommand,
  DescribeHubCommand,
  GetAdministratorAccountCommand,
  GetFindingAggregatorCommand,
  ListAutomationRulesCommand,
  ListFindingAggregatorsCommand,
  ListOrganizationAdminAccountsCommand,
  SecurityHubClient,
} from "@aws-sdk/client-securityhub";
import type { Aggregation, SetUp } from "#domain/set-up.ts";
import { clientDefaults } from "./client-defaults.ts";
import type { ClientSettings } from "./client-settings.ts";
import { allPages } from "./pages.ts";
import { remembered } from "./remembered.ts";
import { sdkCall } from "./sdk-call.ts";
import { unlessAbsent } from "./unless-absent.ts";

type Reads = Pick<
  SetUp,
  "hub" | "administrator" | "delegatedAdministrators" | "aggregation" | "automationRules" | "customActions"
>;

/** How Security Hub is set up: who administers it, what it aggregates, what arms its findings. */
export function securityHubSetUp(settings: ClientSettings & { readonly region: string }): Reads {
  const at = (region: string) => new SecurityHubClient({ ...clientDefaults, ...settings, region });
  const client = at(settings.region);
  const aggregation = remembered(() => aggregationOf(client, at));
  return {
    hub: remembered(async (region) => {
      const absent = ["InvalidAccessException", "ResourceNotFoundException"];
      const hub = await unlessAbsent("securityhub:DescribeHub", absent, () =>
        at(region).send(new DescribeHubCommand({})),
      );
      return hub !== undefined;
    }),
    async administrator() {
      const command = new GetAdministratorAccountCommand({});
      const answer = await unlessAbsent("securityhub:GetAdministratorAccount", ["ResourceNotFoundException"], () =>
        client.send(command),
      );
      return answer?.Administrator?.AccountId;
    },
    async delegatedAdministrators() {
      const { items } = await allPages(async (NextToken) => {
        const command = new ListOrganizationAdminAccountsCommand({ NextToken });
        const answer = await sdkCall("securityhub:ListOrganizationAdminAccounts", () => client.send(command));
        return { items: answer.AdminAccounts ?? [], next: answer.NextToken };
      });
      return items.flatMap(({ AccountId, Status }) => (AccountId && Status === "ENABLED" ? [AccountId] : []));
    },
    aggregation: () => aggregation(),
    automationRules: () => automationRulesOf(client),
    async customActions() {
      const { items } = await allPages(async (NextToken) => {
        const command = new DescribeActionTargetsCommand({ NextToken });
        const answer = await sdkCall("securityhub:DescribeActionTargets", () => client.send(command));
        return { items: answer.ActionTargets ?? [], next: answer.NextToken };
      });
      return items.map(({ ActionTargetArn = "" }) => ActionTargetArn);
    },
  };
}

async function aggregationOf(
  client: SecurityHubClient,
  at: (region: string) => SecurityHubClient,
): Promise<Aggregation | undefined> {
  const listing = await sdkCall("securityhub:ListFindingAggregators", () =>
    client.send(new ListFindingAggregatorsCommand({})),
  );
  const arn = listing.FindingAggregators?.[0]?.FindingAggregatorArn;
  if (!arn) return undefined;
  const homeRegion = arn.split(":")[3] ?? "";
  const command = new GetFindingAggregatorCommand({ FindingAggregatorArn: arn });
  const found = await sdkCall("securityhub:GetFindingAggregator", () => at(homeRegion).send(command));
  return {
    homeRegion: found.FindingAggregationRegion ?? homeRegion,
    mode: modeOf(found.RegionLinkingMode),
    regions: found.Regions ?? [],
  };
}

function modeOf(mode: string | undefined): Aggregation["mode"] {
  if (mode === "ALL_REGIONS" || mode === "ALL_REGIONS_EXCEPT_SPECIFIED" || mode === "SPECIFIED_REGIONS") return mode;
  return "NO_REGIONS";
}

async function automationRulesOf(client: SecurityHubClient): ReturnType<SetUp["automationRules"]> {
  const { items } = await allPages(async (NextToken) => {
    const command = new ListAutomationRulesCommand({ NextToken });
    const answer = await sdkCall("securityhub:ListAutomationRules", () => client.send(command));
    return { items: answer.AutomationRulesMetadata ?? [], next: answer.NextToken };
  });
  if (items.length === 0) return [];
  // An account has 100 rules at most, and that many can be asked for at once.
  const arns = items.map(({ RuleArn = "" }) => RuleArn);
  const command = new BatchGetAutomationRulesCommand({ AutomationRulesArns: arns });
  const { Rules = [] } = await sdkCall("securityhub:BatchGetAutomationRules", () => client.send(command));
  return Rules.map(({ RuleArn = "", RuleName = "", RuleStatus, Actions = [] }) => ({
    arn: RuleArn,
    name: RuleName,
    isEnabled: RuleStatus === "ENABLED",
    sets: Object.assign({}, ...Actions.map(({ FindingFieldsUpdate }) => FindingFieldsUpdate?.UserDefinedFields ?? {})),
  }));
}
