import { Aws, Stack } from "aws-cdk-lib";
import { CfnMicrosoftTeamsChannelConfiguration, CfnSlackChannelConfiguration } from "aws-cdk-lib/aws-chatbot";
import { ManagedPolicy, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import type { Settings } from "#domain/settings.ts";
import { explain } from "../grants.ts";

export interface ChatChannelsProps extends ChatSettings {
  readonly topic: ITopic;
}

type ChatSettings = Pick<
  Settings,
  "slackWorkspaceId" | "slackChannelId" | "teamsTeamId" | "teamsTenantId" | "teamsChannelId"
>;

/** Whether a chat is set up. */
export function hasChat({ slackChannelId, teamsChannelId }: ChatSettings): boolean {
  return slackChannelId !== undefined || teamsChannelId !== undefined;
}

/**
 * The channels that read the topic, through Amazon Q Developer in chat applications. It only hands on: its role has no permission, and
 * the guardrail denies everything, so that nobody can act or look around from a chat. Left out, the guardrail would be AdministratorAccess.
 * @see docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-chatbot-slackchannelconfiguration.html (read 2026-12-01)
 */
export class ChatChannels extends Construct {
  constructor(scope: Construct, id: string, { topic, ...settings }: ChatChannelsProps) {
    super(scope, id);
    const common = {
      configurationName: `${Stack.of(this).stackName}-findings`,
      guardrailPolicies: [ManagedPolicy.fromAwsManagedPolicyName("AWSDenyAll").managedPolicyArn],
      iamRoleArn: this.#role().roleArn,
      loggingLevel: "ERROR",
      snsTopicArns: [topic.topicArn],
    };
    const { slackWorkspaceId, slackChannelId, teamsTeamId, teamsTenantId, teamsChannelId } = settings;
    if (slackWorkspaceId !== undefined && slackChannelId !== undefined) {
      new CfnSlackChannelConfiguration(this, "Slack", { ...common, slackWorkspaceId, slackChannelId });
    }
    if (teamsTeamId !== undefined && teamsTenantId !== undefined && teamsChannelId !== undefined) {
      const team = { teamId: teamsTeamId, teamsTenantId, teamsChannelId };
      new CfnMicrosoftTeamsChannelConfiguration(this, "Teams", { ...common, ...team });
    }
  }

  /** @see docs.aws.amazon.com/chatbot/latest/adminguide/cross-service-confused-deputy-prevention.html (read 2026-12-01) */
  #role(): Role {
    const who = "chatbot.amazonaws.com";
    const source = `arn:${Aws.PARTITION}:chatbot::${Aws.ACCOUNT_ID}:*`;
    const conditions = {
      StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID },
      ArnLike: { "aws:SourceArn": source },
    };
    const role = new Role(this, "Role", { assumedBy: new ServicePrincipal(who, { conditions }) });
    const grant = { who, source, actions: ["sts:AssumeRole"], resources: [role.roleArn] };
    explain(this, { ...grant, why: "hands messages on to the chat, with a role that permits nothing" });
    return role;
  }
}
