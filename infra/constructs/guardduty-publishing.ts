import { CustomResource, Duration, Stack } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import type { PublishingFrequency } from "#domain/publishing-frequency.ts";
import { functionTimeout, NodeFunction } from "./node-function.ts";

export interface GuardDutyPublishingProps {
  readonly frequency: PublishingFrequency;
  readonly logRetentionDays: number;
  readonly key: IKey | undefined;
}

const folder = "publishing-frequency";

/** How often GuardDuty publishes: CloudFormation has no resource for one property of a detector that is there, so a function sets it. */
export class GuardDutyPublishing extends Construct {
  constructor(scope: Construct, id: string, { frequency, logRetentionDays, key }: GuardDutyPublishingProps) {
    super(scope, id);
    const detectors = Stack.of(this).formatArn({ service: "guardduty", resource: "detector", resourceName: "*" });
    const setter = new NodeFunction(this, folder, {
      description: "Sets how often GuardDuty publishes, when the stack is deployed",
      timeout: functionTimeout[folder],
      logRetentionDays,
      key,
    })
      .allow(["guardduty:ListDetectors"], ["*"], "finds the detector of this account and Region")
      .allow(
        ["guardduty:GetDetector", "guardduty:UpdateDetector"],
        [detectors],
        "reads how often findings are published, and sets it",
      );
    new CustomResource(this, "Setting", {
      resourceType: "Custom::GuardDutyPublishing",
      // Never a version of it: another service token in an update is refused
      // (docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html, read 2026-12-01).
      serviceToken: setter.lambda.functionArn,
      // Should the function die unheard, the deployment fails after that, not after an hour.
      serviceTimeout: Duration.minutes(10),
      properties: { Frequency: frequency },
    });
  }
}
