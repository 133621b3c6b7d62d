import type { Check, Trouble } from "./check.ts";
import { fine, only, seen, troublesIn } from "./sight.ts";
import { resourcesOf, stackOf } from "./stack-parts.ts";

type RuleProblem = "missing" | "disabled" | "toothless";

const action = '{"Type":"FINDING_FIELDS_UPDATE","FindingFieldsUpdate":{"UserDefinedFields":{"investigate":"true"}}}';
const updateRule = (item: string) =>
  `securityhub batch-update-automation-rules --update-automation-rules-request-items '[${item}]'`;

/** The rules that arm findings: they set `investigate` to `true`. */
export const automationRules: Check<RuleProblem> = {
  name: "automation rules",
  needs: ["stack", "security hub"],
  async run(place) {
    const { failure } = troublesIn(place);
    const wanted = resourcesOf(await stackOf(place), "AWS::SecurityHub::AutomationRule");
    const rules = new Map((await place.setUp.automationRules()).map((rule) => [rule.arn, rule]));
    const troubles = wanted.flatMap(({ logicalId, physicalId }): readonly Trouble<RuleProblem>[] => {
      const rule = rules.get(physicalId);
      if (!rule) return [failure("missing", `the rule ${logicalId} is gone`, physicalId)];
      if (!rule.isEnabled) return [failure("disabled", `"${rule.name}" is disabled`, physicalId)];
      const isArming = rule.sets["investigate"] === "true";
      return isArming ? [] : [failure("toothless", `"${rule.name}" does not set investigate to true`, physicalId)];
    });
    return seen(`${wanted.length} enabled, each sets investigate to true`, troubles);
  },
  fix: {
    missing: {
      means: "Findings are no longer investigated by themselves, only by the custom action",
      command: (shell) => shell.deploy("revert"),
    },
    disabled: {
      means: "Findings that this rule would arm pass by",
      command: (shell, { subject }) => shell.aws(updateRule(`{"RuleArn":"${subject}","RuleStatus":"ENABLED"}`)),
    },
    toothless: {
      means: "The rule matches findings and arms none",
      command: (shell, { subject }) => shell.aws(updateRule(`{"RuleArn":"${subject}","Actions":[${action}]}`)),
    },
  },
};

export const customAction: Check<"missing"> = {
  name: "custom action",
  needs: ["stack", "security hub"],
  async run(place) {
    const arn = (await stackOf(place)).outputs["CustomActionArn"] ?? "";
    if ((await place.setUp.customActions()).includes(arn)) return fine("Investigate");
    return only(troublesIn(place).failure("missing", "the custom action Investigate is gone", arn));
  },
  fix: {
    missing: {
      means: "Nobody can send a finding to Gumshoe from the Security Hub console",
      command: (shell) =>
        shell.aws(
          'securityhub create-action-target --id Investigate --name Investigate --description "Investigate the IAM principals of the finding with Amazon Detective"',
        ),
    },
  },
};
