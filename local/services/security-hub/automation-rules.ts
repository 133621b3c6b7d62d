import { applyUpdate, type FieldsUpdate } from "./fields-update.ts";
import type { Criteria } from "./filters/criteria.ts";
import type { Finding } from "./finding.ts";

/** An automation rule: what it says, and what it was made of. */
export interface AutomationRule {
  readonly description: RuleDescription;
  readonly matches: Criteria;
  readonly update: FieldsUpdate;
}

/** The members that ListAutomationRules and BatchGetAutomationRules answer. */
export interface RuleDescription {
  readonly RuleArn: string;
  readonly RuleStatus: "ENABLED" | "DISABLED";
  readonly RuleOrder: number;
  readonly RuleName: string;
  readonly Description: string;
  readonly IsTerminal: boolean;
  readonly Criteria: unknown;
  readonly Actions: unknown;
  readonly CreatedAt: Date;
  readonly UpdatedAt: Date;
  readonly CreatedBy: string;
}

/** The automation rules of a hub, in the order they are applied: by RuleOrder, then the older first. */
export interface AutomationRules {
  add(rule: AutomationRule): void;
  /** How many were ever added: names the next one. */
  readonly added: number;
  /** Takes the rule's place, in the order it asks for. */
  replace(rule: AutomationRule): void;
  remove(ruleArn: string): void;
  all(): readonly AutomationRule[];
  /**
   * The finding after the rules that `original` meets. Every rule looks at the provider's original, so none sees what another
   * rule or a customer changed; a terminal rule is the last one applied.
   */
  apply(original: Finding, finding: Finding, nowMs: number): Finding;
}

export function automationRules(mergeUserDefinedFields: boolean): AutomationRules {
  let rules: AutomationRule[] = [];
  let added = 0;
  const inOrder = (some: readonly AutomationRule[]) =>
    [...some].sort((a, b) => a.description.RuleOrder - b.description.RuleOrder);
  return {
    get added() {
      return added;
    },
    add(rule) {
      added++;
      rules = inOrder([...rules, rule]);
    },
    replace(rule) {
      rules = inOrder(rules.map((old) => (old.description.RuleArn === rule.description.RuleArn ? rule : old)));
    },
    remove(ruleArn) {
      rules = rules.filter(({ description }) => description.RuleArn !== ruleArn);
    },
    all: () => rules,
    apply(original, finding, nowMs) {
      let result = finding;
      for (const { description, matches, update } of rules) {
        if (description.RuleStatus !== "ENABLED" || !matches(original)) continue;
        result = applyUpdate(result, update, nowMs, { mergeUserDefinedFields });
        if (description.IsTerminal) break;
      }
      return result;
    },
  };
}
