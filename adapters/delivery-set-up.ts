import { DescribeRuleCommand, EventBridgeClient, ListTargetsByRuleCommand } from "@aws-sdk/client-eventbridge";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { EventRule, QueueState, SetUp } from "#domain/set-up.ts";
import { clientDefaults } from "./client-defaults.ts";
import type { ClientSettings } from "./client-settings.ts";
import { remembered } from "./remembered.ts";
import { sdkCall } from "./sdk-call.ts";
import { unlessAbsent } from "./unless-absent.ts";

/** The way of an event: rules, and the queues they deliver to. */
export function deliverySetUp(settings: ClientSettings): Pick<SetUp, "eventRule" | "queue"> {
  const events = new EventBridgeClient({ ...clientDefaults, ...settings });
  const queues = new SQSClient({ ...clientDefaults, ...settings });
  return {
    eventRule: remembered((id) => ruleOf(events, id)),
    queue: remembered((url) => queueOf(queues, url)),
  };
}

async function ruleOf(client: EventBridgeClient, id: string): Promise<EventRule | undefined> {
  const [name = "", EventBusName = "default"] = id.split("|").reverse();
  const describe = new DescribeRuleCommand({ Name: name, EventBusName });
  const rule = await unlessAbsent("events:DescribeRule", ["ResourceNotFoundException"], () => client.send(describe));
  if (!rule) return undefined;
  // A rule has five targets at most: one page.
  const list = new ListTargetsByRuleCommand({ Rule: name, EventBusName });
  const { Targets = [] } = await sdkCall("events:ListTargetsByRule", () => client.send(list));
  return {
    name,
    arn: rule.Arn ?? "",
    isEnabled: rule.State !== "DISABLED",
    targets: Targets.map(({ Arn: arn = "", DeadLetterConfig }) => ({
      arn,
      ...(DeadLetterConfig?.Arn && { deadLetterArn: DeadLetterConfig.Arn }),
    })),
  };
}

async function queueOf(client: SQSClient, QueueUrl: string): Promise<QueueState | undefined> {
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] });
  const absent = ["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"];
  const answer = await unlessAbsent("sqs:GetQueueAttributes", absent, () => client.send(command));
  if (!answer) return undefined;
  const { QueueArn: arn = "", Policy, KmsMasterKeyId, ...counts } = answer.Attributes ?? {};
  return {
    arn,
    messages:
      Number(counts["ApproximateNumberOfMessages"] ?? 0) + Number(counts["ApproximateNumberOfMessagesDelayed"] ?? 0),
    inFlight: Number(counts["ApproximateNumberOfMessagesNotVisible"] ?? 0),
    ...(Policy && { policy: Policy }),
    ...(KmsMasterKeyId && { kmsKey: KmsMasterKeyId }),
  };
}
