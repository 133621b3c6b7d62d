import { CreateGraphCommand, DetectiveClient } from "@aws-sdk/client-detective";
import { EnableRuleCommand, EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { CreateDetectorCommand, GuardDutyClient, UpdateDetectorCommand } from "@aws-sdk/client-guardduty";
import { LambdaClient, UpdateEventSourceMappingCommand } from "@aws-sdk/client-lambda";
import {
  BatchUpdateAutomationRulesCommand,
  CreateActionTargetCommand,
  CreateFindingAggregatorCommand,
  EnableSecurityHubCommand,
  SecurityHubClient,
} from "@aws-sdk/client-securityhub";
import { SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";

// biome-ignore lint/suspicious/noExplicitAny: the SDK checks what goes over the wire
type Sdk = { readonly client: new (settings: object) => any; readonly command: new (input: any) => any };

/** The AWS CLI's commands that doctor names, as the SDK's. */
const known: Readonly<Record<string, Sdk>> = {
  "detective create-graph": { client: DetectiveClient, command: CreateGraphCommand },
  "events enable-rule": { client: EventBridgeClient, command: EnableRuleCommand },
  "guardduty create-detector": { client: GuardDutyClient, command: CreateDetectorCommand },
  "guardduty update-detector": { client: GuardDutyClient, command: UpdateDetectorCommand },
  "lambda update-event-source-mapping": { client: LambdaClient, command: UpdateEventSourceMappingCommand },
  "securityhub batch-update-automation-rules": {
    client: SecurityHubClient,
    command: BatchUpdateAutomationRulesCommand,
  },
  "securityhub create-action-target": { client: SecurityHubClient, command: CreateActionTargetCommand },
  "securityhub create-finding-aggregator": { client: SecurityHubClient, command: CreateFindingAggregatorCommand },
  "securityhub enable-security-hub": { client: SecurityHubClient, command: EnableSecurityHubCommand },
  "sqs set-queue-attributes": { client: SQSClient, command: SetQueueAttributesCommand },
};

/** Carries out a command of the AWS CLI over the wire. @throws {Error} one that is not among those known */
export async function carryOut(line: string, settings: object): Promise<void> {
  const [, service = "", operation = "", rest = ""] = /^aws (\S+) (\S+)(.*)$/.exec(line) ?? [];
  const sdk = known[`${service} ${operation}`];
  if (!sdk) throw new Error(`Cannot carry out "${line}": it is not a command that the tests know`);
  const { Region: region, ...input } = optionsIn(rest);
  const client = new sdk.client({ ...settings, region });
  await client.send(new sdk.command(input));
  client.destroy();
}

/** `--detector-id d0 --enable` -> `{DetectorId: "d0", Enable: true}`; values that are JSON are read. */
function optionsIn(text: string): Readonly<Record<string, unknown>> {
  const options = [...text.matchAll(/--([\w-]+)(?:\s+(?:'([^']*)'|"([^"]*)"|((?!--)\S+)))?/g)];
  return Object.fromEntries(
    options.map(([, name = "", single, double, bare]) => [memberOf(name), valueIn(single ?? double ?? bare)]),
  );
}

function memberOf(option: string): string {
  if (option === "uuid") return "UUID";
  return option.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function valueIn(text: string | undefined): unknown {
  if (text === undefined) return true;
  return /^[[{]/.test(text) ? JSON.parse(text) : text;
}
