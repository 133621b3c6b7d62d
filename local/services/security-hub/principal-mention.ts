import type { PlannedErrors } from "../../behaviour/planned-error.ts";
import { type PrincipalName, principalOf } from "../../behaviour/principal-arn.ts";
import type { PlannedError } from "../../behaviour/shape.ts";
import { jsonText } from "../request/json-size.ts";
import { isRecord, memberOf } from "../request/record.ts";
import { type Finding, valuesAt } from "./finding.ts";

/** The planned error for a call of the operation about the finding; counts it down. */
export function plannedFor(errors: PlannedErrors, operation: string, finding: Finding): PlannedError | undefined {
  const arn = errors.principals(operation).find((principal) => mentions(finding, principal));
  return arn === undefined ? undefined : errors.next(operation, arn);
}

/** Whether a finding is about the principal: it holds the ARN somewhere, or an access key of that name and account. */
function mentions(finding: Finding, arn: string): boolean {
  if (jsonText(finding)?.includes(JSON.stringify(arn))) return true;
  const principal = principalOf(arn);
  return (
    principal !== undefined &&
    valuesAt(finding, ["Resources"]).some((resource) => isKeyOf(resource, finding, principal))
  );
}

function isKeyOf(resource: unknown, finding: Finding, { name, accountId }: PrincipalName): boolean {
  const key = memberOf(memberOf(resource, "Details"), "AwsIamAccessKey");
  if (!isRecord(key)) return false;
  const owner = memberOf(key, "AccountId") ?? memberOf(finding, "AwsAccountId");
  return owner === accountId && [memberOf(key, "PrincipalName"), memberOf(key, "UserName")].includes(name);
}
