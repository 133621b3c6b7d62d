import { type JsonObject, objectOf, textAt, valueAt } from "#domain/json.ts";

/**
 * The `GuardDuty Finding` event of a bare GuardDuty finding in either spelling: `schemaVersion` as events write it, or
 * `SchemaVersion` as the SDK answers it.
 * @returns undefined when it is no GuardDuty finding
 */
export function guardDutyEvent(finding: JsonObject): JsonObject | undefined {
  const detail = objectOf(
    objectOf(valueAt(finding, "Service")) && !objectOf(valueAt(finding, "service")) ? lowered(finding) : finding,
  );
  if (!detail || !isGuardDuty(detail)) return undefined;
  return {
    version: "0",
    id: textAt(detail, "id") ?? "",
    "detail-type": "GuardDuty Finding",
    source: "aws.guardduty",
    account: textAt(detail, "accountId") ?? "",
    time: textAt(detail, "updatedAt") ?? "",
    region: textAt(detail, "region") ?? "",
    resources: [],
    detail,
  };
}

function isGuardDuty(detail: JsonObject): boolean {
  if (!objectOf(valueAt(detail, "resource"))) return false;
  const byArn = textAt(detail, "arn")?.includes(":guardduty:") === true;
  return byArn || textAt(detail, "service", "serviceName") === "guardduty";
}

/** Every key with its first letter in lower case. Values are kept; the depth is that of a parsed finding. */
function lowered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowered);
  const object = objectOf(value);
  if (!object) return value;
  return Object.fromEntries(
    Object.entries(object).map(([key, inner]) => [key.charAt(0).toLowerCase() + key.slice(1), lowered(inner)]),
  );
}
