import type { Operation } from "../../service.ts";
import { hexDigest } from "../request/digest.ts";
import { Input } from "../request/input.ts";
import { copyJson } from "../request/json-copy.ts";
import { openCursor, pageAt, sealCursor } from "../request/page.ts";
import type { RuleDescription } from "./automation-rules.ts";
import { invalidInput, quotaExceeded } from "./errors.ts";
import { type FieldsUpdate, fieldsUpdateIn } from "./fields-update.ts";
import { criteriaOf } from "./filters/criteria.ts";
import type { SecurityHubState } from "./state.ts";

const rulesMax = 100;

/**
 * CreateAutomationRule. The rule applies to every finding the hub takes in from now on.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_CreateAutomationRule.html
 */
export function createAutomationRule({ world, rules }: SecurityHubState): Operation {
  return (value, call) => {
    const input = new Input(value, invalidInput);
    const update = actionIn(input);
    const matches = criteriaOf(input.object("Criteria"), "automation rule", () => world.clock.now());
    if (rules.all().length >= rulesMax) throw tooManyRules();
    const now = new Date(world.clock.now());
    const id = hexDigest(32, "rule", call.region, `${rules.added}`).replace(
      /^(.{8})(.{4})(.{4})(.{4})/,
      "$1-$2-$3-$4-",
    );
    const description: RuleDescription = {
      RuleArn: `arn:${world.partition}:securityhub:${call.region}:${world.accountId}:automation-rule/${id}`,
      RuleStatus: input.optionalChoice("RuleStatus", ["ENABLED", "DISABLED"]) ?? "ENABLED",
      RuleOrder: input.integer("RuleOrder", { min: 1, max: 1000 }),
      RuleName: input.text("RuleName", { pattern: /\S/ }),
      Description: input.text("Description", { pattern: /\S/ }),
      IsTerminal: input.optionalBoolean("IsTerminal") ?? false,
      Criteria: copyJson(input.raw("Criteria")),
      Actions: copyJson(input.raw("Actions")),
      CreatedAt: now,
      UpdatedAt: now,
      CreatedBy: world.accountId,
    };
    rules.add({ description, matches, update });
    return { RuleArn: description.RuleArn };
  };
}

/** What the one action of a rule changes. */
export function actionIn(input: Input): FieldsUpdate {
  const [action] = input.objects("Actions", { min: 1, max: 1 });
  action?.choice("Type", ["FINDING_FIELDS_UPDATE"]);
  return fieldsUpdateIn((action ?? input).object("FindingFieldsUpdate"));
}

const tooManyRules = () => quotaExceeded(`The limit of ${rulesMax} automation rules is reached`);

/** ListAutomationRules: the rules without criteria and actions, in the order they are applied. */
export function listAutomationRules({ rules }: SecurityHubState): Operation {
  return (value) => {
    const input = new Input(value, invalidInput);
    const size = input.optionalInteger("MaxResults", { min: 1, max: 100 }) ?? 100;
    const token = input.optionalText("NextToken");
    const cursor = token === undefined ? { offset: 0 } : openCursor(token, "ListAutomationRules");
    if (!cursor) throw input.fault("Member is not a token of this listing", "NextToken");
    const { items, nextOffset } = pageAt(rules.all(), cursor.offset, size);
    return {
      AutomationRulesMetadata: items.map(({ description: { Criteria: _, Actions: __, ...metadata } }) => metadata),
      ...(nextOffset === undefined
        ? {}
        : { NextToken: sealCursor({ offset: nextOffset, issuedAtMs: 0, mark: 0 }, "ListAutomationRules") }),
    };
  };
}

/** BatchGetAutomationRules: whole rules by ARN. */
export function batchGetAutomationRules({ rules }: SecurityHubState): Operation {
  return (value) => {
    const input = new Input(value, invalidInput);
    const arns = input.optionalTexts("AutomationRulesArns", { min: 1, max: 100 });
    if (!arns) throw input.fault("Member must not be null", "AutomationRulesArns");
    const known = new Map(rules.all().map(({ description }) => [description.RuleArn, description]));
    return {
      Rules: arns
        .flatMap((arn) => known.get(arn) ?? [])
        .map(({ CreatedAt, UpdatedAt, ...rule }) => ({
          ...copyJson(rule),
          CreatedAt,
          UpdatedAt,
        })),
      UnprocessedAutomationRules: arns
        .filter((arn) => !known.has(arn))
        .map((arn) => ({ RuleArn: arn, ErrorCode: 404, ErrorMessage: "The automation rule does not exist" })),
    };
  };
}
