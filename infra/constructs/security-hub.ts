import { CfnActionTarget } from "aws-cdk-lib/aws-securityhub";
import { Construct } from "constructs";
import type { Settings } from "#domain/settings.ts";
import { ArmingRules } from "./arming-rules.ts";

/** What sends findings our way: the rules that arm them, and the custom action *Investigate* for people. */
export class SecurityHubTriggers extends Construct {
  /** ARN of the custom action. */
  readonly actionArn: string;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    new ArmingRules(this, "Arm", settings);
    this.actionArn = new CfnActionTarget(this, "Investigate", {
      id: "Investigate",
      name: "Investigate",
      description: "Investigate the IAM principals of the finding with Amazon Detective",
    }).attrActionTargetArn;
  }
}
