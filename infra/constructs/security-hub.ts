import { CfnActionTarget, CfnAutomationRule } from "aws-cdk-lib/aws-securityhub";
import { Construct } from "constructs";
import type { SeverityLabel } from "#domain/contract.ts";
import type { Settings } from "#domain/settings.ts";
import { labelsFrom } from "./severity-floor.ts";

/** Resource types whose finding names who acted. */
const principalTypes = ["AwsIamUser", "AwsIamRole", "AwsIamAccessKey"];

/** Resource types that carry the role they run as; investigated only with `attachedRoles`. At most 20 values a criterion. */
const roleCarrierTypes = [
  "AwsEc2Instance",
  "AwsAutoScalingLaunchConfiguration",
  "AwsEc2LaunchTemplate",
  "AwsLambdaFunction",
  "AwsEcsTaskDefinition",
  "AwsEcsService",
  "AwsEksCluster",
  "AwsCodeBuildProject",
  "AwsRdsDbInstance",
  "AwsRdsDbCluster",
  "AwsRedshiftCluster",
  "AwsCloudFormationStack",
  "AwsBackupRecoveryPoint",
  "AwsSageMakerNotebookInstance",
  "AwsStepFunctionStateMachine",
];

/**
 * What arms a finding: automation rules that set `investigate` to `true` on every provider update, and the custom action
 * *Investigate*. Automation rules work in the Security Hub administrator account, per Region.
 */
export class SecurityHubTriggers extends Construct {
  readonly actionArn: string;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    const labels = labelsFrom(settings.severityFloor);
    const types = settings.attachedRoles ? [...principalTypes, ...roleCarrierTypes] : principalTypes;
    this.#arm("ArmPrincipals", settings, settings.automationRuleOrder, {
      description: "Sends findings that name an IAM principal to Detective",
      criteria: { severityLabel: equalsAny(labels), resourceType: equalsAny(types) },
    });
    // An attack sequence names its actors beside the resources, so no resource type tells it.
    this.#arm("ArmAttackSequences", settings, Math.min(settings.automationRuleOrder + 1, 1_000), {
      description: "Sends GuardDuty attack sequences to Detective",
      criteria: { severityLabel: equalsAny(labels), type: [{ comparison: "CONTAINS", value: "AttackSequence:" }] },
    });
    this.actionArn = new CfnActionTarget(this, "Investigate", {
      id: "Investigate",
      name: "Investigate",
      description: "Investigate the IAM principals of the finding with Amazon Detective",
    }).attrActionTargetArn;
  }

  #arm(id: string, settings: Settings, ruleOrder: number, rule: RuleProps) {
    new CfnAutomationRule(this, id, {
      ruleName: `Gumshoe ${id}`,
      description: rule.description,
      ruleOrder,
      ruleStatus: "ENABLED",
      isTerminal: false,
      criteria: {
        ...rule.criteria,
        recordState: equalsAny(["ACTIVE"]),
        workflowStatus: equalsAny(["NEW", "NOTIFIED"]),
        ...(settings.products.length > 0 && { productName: equalsAny(settings.products) }),
      },
      actions: [{ type: "FINDING_FIELDS_UPDATE", findingFieldsUpdate: { userDefinedFields: { investigate: "true" } } }],
    });
  }
}

interface RuleProps {
  readonly description: string;
  readonly criteria: CfnAutomationRule.AutomationRulesFindingFiltersProperty;
}

function equalsAny(values: readonly (string | SeverityLabel)[]) {
  return values.map((value) => ({ comparison: "EQUALS", value }));
}
