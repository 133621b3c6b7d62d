import { CfnAutomationRule } from "aws-cdk-lib/aws-securityhub";
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
 * What arms a finding: automation rules that set `investigate` to `true` on every provider update. They work in the Security
 * Hub administrator account, and only in the Region in which they are created.
 * @see docs.aws.amazon.com/securityhub/latest/userguide/automation-rules.html (read 2026-11-20)
 */
export class ArmingRules extends Construct {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    const labels = labelsFrom(settings.severityFloor);
    const types = settings.attachedRoles ? [...principalTypes, ...roleCarrierTypes] : principalTypes;
    this.#arm("Principals", settings, settings.automationRuleOrder, {
      description: "Sends findings that name an IAM principal to Detective",
      criteria: { severityLabel: equalsAny(labels), resourceType: equalsAny(types) },
    });
    // An attack sequence names its actors beside the resources, so no resource type tells it.
    this.#arm("AttackSequences", settings, Math.min(settings.automationRuleOrder + 1, 1_000), {
      description: "Sends GuardDuty attack sequences to Detective",
      criteria: { severityLabel: equalsAny(labels), type: [{ comparison: "CONTAINS", value: "AttackSequence:" }] },
    });
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
        ...accountCriterion(settings),
      },
      actions: [{ type: "FINDING_FIELDS_UPDATE", findingFieldsUpdate: { userDefinedFields: { investigate: "true" } } }],
    });
  }
}

interface RuleProps {
  readonly description: string;
  readonly criteria: CfnAutomationRule.AutomationRulesFindingFiltersProperty;
}

/** `EQUALS` filters on one field are joined by OR, `NOT_EQUALS` by AND; 100 at most (API_AutomationRulesFindingFilters, read 2026-12-01). */
function accountCriterion({ allowedAccounts, deniedAccounts }: Settings) {
  if (allowedAccounts.length > 0) return { awsAccountId: equalsAny(allowedAccounts) };
  if (deniedAccounts.length === 0) return {};
  return { awsAccountId: deniedAccounts.map((value) => ({ comparison: "NOT_EQUALS", value })) };
}

function equalsAny(values: readonly (string | SeverityLabel)[]) {
  return values.map((value) => ({ comparison: "EQUALS", value }));
}
