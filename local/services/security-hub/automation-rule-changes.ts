import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { copyJson } from "../request/json-copy.ts";
import { actionIn } from "./automation-rule-operations.ts";
import type { AutomationRule } from "./automation-rules.ts";
import { invalidInput } from "./errors.ts";
import { criteriaOf } from "./filters/criteria.ts";
import type { SecurityHubState } from "./state.ts";

const unknown = (RuleArn: string) => ({
  RuleArn,
  ErrorCode: 404,
  ErrorMessage: "The automation rule does not exist",
});

/**
 * BatchUpdateAutomationRules: what an item leaves out stays as it is.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchUpdateAutomationRules.html
 */
export function batchUpdateAutomationRules({ world, rules }: SecurityHubState): Operation {
  return (value) => {
    const items = new Input(value, invalidInput).objects("UpdateAutomationRulesRequestItems", { min: 1, max: 100 });
    const known = new Map(rules.all().map((rule) => [rule.description.RuleArn, rule]));
    const processed: string[] = [];
    const unprocessed: string[] = [];
    for (const item of items) {
      const arn = item.text("RuleArn", { pattern: /\S/ });
      const rule = known.get(arn);
      if (rule) rules.replace(changed(rule, item, () => world.clock.now()));
      (rule ? processed : unprocessed).push(arn);
    }
    return { ProcessedAutomationRules: processed, UnprocessedAutomationRules: unprocessed.map(unknown) };
  };
}

function changed({ description, matches, update }: AutomationRule, item: Input, now: () => number): AutomationRule {
  const has = (name: string) => item.raw(name) !== undefined;
  return {
    description: {
      ...description,
      RuleStatus: item.optionalChoice("RuleStatus", ["ENABLED", "DISABLED"]) ?? description.RuleStatus,
      RuleOrder: item.optionalInteger("RuleOrder", { min: 1, max: 1000 }) ?? description.RuleOrder,
      RuleName: item.optionalText("RuleName", { pattern: /\S/ }) ?? description.RuleName,
      Description: item.optionalText("Description", { pattern: /\S/ }) ?? description.Description,
      IsTerminal: item.optionalBoolean("IsTerminal") ?? description.IsTerminal,
      ...(has("Criteria") && { Criteria: copyJson(item.raw("Criteria")) }),
      ...(has("Actions") && { Actions: copyJson(item.raw("Actions")) }),
      UpdatedAt: new Date(now()),
    },
    matches: has("Criteria") ? criteriaOf(item.object("Criteria"), "automation rule", now) : matches,
    update: has("Actions") ? actionIn(item) : update,
  };
}

/** @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchDeleteAutomationRules.html */
export function batchDeleteAutomationRules({ rules }: SecurityHubState): Operation {
  return (value) => {
    const input = new Input(value, invalidInput);
    const arns = input.optionalTexts("AutomationRulesArns", { min: 1, max: 100 });
    if (!arns) throw input.fault("Member must not be null", "AutomationRulesArns");
    const known = new Set(rules.all().map(({ description }) => description.RuleArn));
    const processed = arns.filter((arn) => known.has(arn));
    for (const arn of processed) rules.remove(arn);
    return {
      ProcessedAutomationRules: processed,
      UnprocessedAutomationRules: arns.filter((arn) => !known.has(arn)).map(unknown),
    };
  };
}
