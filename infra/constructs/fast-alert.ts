import { Duration } from "aws-cdk-lib";
import { EventField, Match, Rule, RuleTargetInput } from "aws-cdk-lib/aws-events";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import type { Settings } from "#domain/settings.ts";
import { remitOf } from "./remit-pattern.ts";
import { topicTarget } from "./rule-targets.ts";
import { labelsFrom } from "./severity-floor.ts";

export interface FastAlertProps {
  readonly settings: Settings;
  readonly topic: ITopic;
}

const count = "aws/guardduty/service/count";
const sample = "aws/guardduty/service/additionalInfo/sample";
const first = "$.detail.findings[0]";

/**
 * The first word of a finding, straight from its event and without any code: minutes before the investigation ends, in the thread where
 * the news of it will be. Nothing that an attacker may have written is in it: it says how grave it is and where, no more. Once for a
 * finding: no longer when it has been seen more than once, or when the evidence is on it.
 */
export class FastAlert extends Construct {
  constructor(scope: Construct, id: string, { settings, topic }: FastAlertProps) {
    super(scope, id);
    const { notifyProducts, notifyAccounts, notifyWorkflowStates, notifySeverityFloor } = settings;
    const { account, region } = remitOf(settings);
    const states = notifyWorkflowStates.filter((state) => state === "NEW" || state === "NOTIFIED");
    const accounts = notifyAccounts.length > 0 ? notifyAccounts : account;
    new Rule(this, "Rule", {
      description: "Says in the chat that a finding is being investigated",
      enabled: states.length > 0,
      eventPattern: {
        source: ["aws.securityhub"],
        detailType: ["Security Hub Findings - Imported"],
        detail: {
          findings: {
            RecordState: ["ACTIVE"],
            Workflow: { Status: states.length > 0 ? states : ["NEW"] },
            Severity: { Label: labelsFrom(notifySeverityFloor) },
            UserDefinedFields: { investigate: ["true"], gumshoeExecution: Match.doesNotExist() },
            ProductFields: {
              [count]: [{ exists: false }, "1"],
              [sample]: [{ exists: false }, { "anything-but": ["true"] }],
            },
            ...(notifyProducts.length > 0 && { ProductName: notifyProducts }),
            ...(accounts && { AwsAccountId: accounts }),
            ...(region && { Region: region }),
          },
        },
      },
      targets: [
        topicTarget(topic, {
          input: cardOf(),
          retryAttempts: 10,
          // What is told later than that, the news itself tells.
          maxEventAge: Duration.minutes(10),
          why: "says in the chat that a finding is being investigated",
        }),
      ],
    });
  }
}

/** Amazon Q Developer's custom notification, as `domain/notify/chat.ts` makes it. Values that stand alone are put in as JSON, with whatever is in them escaped. */
function cardOf(): RuleTargetInput {
  const id = EventField.fromPath(`${first}.Id`);
  const [severity, account, region] = ["Severity.Label", "AwsAccountId", "Region"].map((field) =>
    EventField.fromPath(`${first}.${field}`),
  );
  return RuleTargetInput.fromObject({
    version: "1.0",
    source: "custom",
    id: EventField.eventId,
    content: {
      textType: "client-markdown",
      title: `${severity} finding in account ${account}, ${region}: under investigation`,
      description: "The evidence follows here as soon as Detective has it.",
      keywords: [severity, account, region],
    },
    metadata: {
      threadId: id,
      summary: `${severity} finding in account ${account}, ${region}`,
      eventType: "finding.new",
    },
  });
}
