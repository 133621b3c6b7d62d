import { Duration } from "aws-cdk-lib";
import { type EventPattern, Match, Rule } from "aws-cdk-lib/aws-events";
import { Construct } from "constructs";
import type { Settings } from "#domain/settings.ts";
import type { Queues } from "./queues.ts";
import { remitOf } from "./remit-pattern.ts";
import { queueTarget } from "./rule-targets.ts";
import { guardDutyFloor, ocsfFloor } from "./severity-floor.ts";

export interface RoutesProps {
  readonly settings: Settings;
  readonly queues: Queues;
  /** ARN of the custom action *Investigate*. */
  readonly actionArn: string;
}

/** Which events reach the intake queue. Every pattern pins source and detail-type; what cannot be delivered for 24 h is kept. */
export class Routes extends Construct {
  readonly rules: Rule[] = [];
  readonly #queues: Queues;

  constructor(scope: Construct, id: string, { settings, queues, actionArn }: RoutesProps) {
    super(scope, id);
    this.#queues = queues;
    const { account, region } = remitOf(settings);
    this.#route("Imported", "Findings that the automation rules have armed", {
      source: ["aws.securityhub"],
      detailType: ["Security Hub Findings - Imported"],
      detail: {
        findings: {
          RecordState: ["ACTIVE"],
          Workflow: { Status: ["NEW", "NOTIFIED"] },
          UserDefinedFields: { investigate: ["true"] },
          ...(account && { AwsAccountId: account }),
          ...(region && { Region: region }),
        },
      },
    });
    // Not narrowed: whoever asks for a finding that is not investigated is told so.
    this.#route("CustomAction", "Findings that somebody sends with the custom action Investigate", {
      source: ["aws.securityhub"],
      detailType: ["Security Hub Findings - Custom Action"],
      resources: [actionArn],
    });
    if (settings.directGuardDuty) {
      this.#route("GuardDuty", "Findings straight from GuardDuty", {
        source: ["aws.guardduty"],
        detailType: ["GuardDuty Finding"],
        detail: {
          severity: Match.greaterThanOrEqual(guardDutyFloor[settings.severityFloor]),
          ...(account && { accountId: account }),
          ...(region && { region }),
        },
      });
    }
    if (settings.findingsV2) {
      this.#route("ImportedV2", "Findings of the new Security Hub (OCSF)", {
        source: ["aws.securityhub"],
        detailType: ["Findings Imported V2"],
        detail: {
          findings: {
            severity_id: Match.interval(ocsfFloor[settings.severityFloor], 6),
            ...((account || region) && {
              cloud: { ...(account && { account: { uid: account } }), ...(region && { region }) },
            }),
          },
        },
      });
    }
  }

  #route(id: string, description: string, eventPattern: EventPattern) {
    const rule = new Rule(this, id, {
      description,
      eventPattern,
      targets: [
        queueTarget(this.#queues.intake, {
          deadLetters: this.#queues.deadLetters,
          retryAttempts: 185,
          maxEventAge: Duration.hours(24),
          why: "hands over the events of findings",
        }),
      ],
    });
    this.rules.push(rule);
  }
}
