import { isLike } from "./iam-pattern.ts";
import { objectOf, parseJson, valueAt } from "./json.ts";

/**
 * Whether a queue's policy lets an EventBridge rule send. Conditions other than on the rule's ARN, its account and secure transport are
 * taken to hold: a policy that was made by hand must not raise a false alarm.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html (read 2026-11-20)
 */
export function ruleMaySend(policy: string | undefined, queueArn: string, ruleArn: string): boolean {
  const document = parseJson(policy ?? "");
  const given = document.kind === "json" ? valueAt(document.value, "Statement") : undefined;
  const concerning = listed(given).filter((statement) => concerns(statement, queueArn, ruleArn));
  return (
    concerning.some((statement) => valueAt(statement, "Effect") === "Allow") &&
    !concerning.some((statement) => valueAt(statement, "Effect") === "Deny")
  );
}

function concerns(statement: unknown, queueArn: string, ruleArn: string): boolean {
  const actions = listed(valueAt(statement, "Action")).map((action) => String(action).toLowerCase());
  const resources = listed(valueAt(statement, "Resource") ?? "*");
  return (
    isForEvents(valueAt(statement, "Principal")) &&
    actions.some((action) => isLike("sqs:sendmessage", action)) &&
    resources.some((resource) => isLike(queueArn, String(resource))) &&
    conditionsHold(valueAt(statement, "Condition"), ruleArn)
  );
}

function isForEvents(principal: unknown): boolean {
  if (principal === "*") return true;
  const services = listed(valueAt(principal, "Service"));
  return services.includes("events.amazonaws.com") || listed(valueAt(principal, "AWS")).includes("*");
}

/** EventBridge calls over TLS, so a condition on insecure transport does not hold. */
function conditionsHold(conditions: unknown, ruleArn: string): boolean {
  const actual: Readonly<Record<string, string>> = {
    "aws:sourcearn": ruleArn,
    "aws:sourceaccount": ruleArn.split(":")[4] ?? "",
    "aws:securetransport": "true",
  };
  return Object.values(objectOf(conditions) ?? {}).every((keys) =>
    Object.entries(objectOf(keys) ?? {}).every(([key, wanted]) => {
      const value = actual[key.toLowerCase()];
      return value === undefined || listed(wanted).some((pattern) => isLike(value, String(pattern)));
    }),
  );
}

function listed(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
