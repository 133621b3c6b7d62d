import { parseInstant } from "#domain/instant.ts";
import { listAt, textAt, valueAt } from "#domain/json.ts";
import { identityOfArn, identityOfName } from "./identity.ts";
import { keyOf, rankOf } from "./version.ts";

/** A finding version as anybody reads it who knows the formats, and nothing of the product. */
export interface SeenFinding {
  readonly key: string;
  readonly version: string;
  readonly rank: number;
  readonly sample: boolean;
  /** Identities of IAM users and roles that it names beyond doubt. */
  readonly principals: readonly string[];
  /** Begin and end of the activity, where the finding tells both and they can be true. */
  readonly firstMs: number | undefined;
  readonly lastMs: number | undefined;
}

/**
 * Reads a finding in the AWS Security Finding Format.
 * @param toldAtMs when the event was sent: what lies after it by the finding's account has happened by then, a clock was fast
 * @returns undefined when it has no id, no product or no readable time of its last update: then nobody can name its version
 */
export function seenFinding(finding: unknown, toldAtMs = Number.POSITIVE_INFINITY): SeenFinding | undefined {
  const [id, productArn, version] = [
    textAt(finding, "Id"),
    textAt(finding, "ProductArn"),
    textAt(finding, "UpdatedAt"),
  ];
  if (id === undefined || productArn === undefined || version === undefined || version.length > 64) return undefined;
  if (id.length > 2_048 || productArn.length > 2_048 || !productArn.startsWith("arn:aws")) return undefined;
  const rank = rankOf(version);
  if (rank < 0) return undefined;
  const [firstMs, lastMs] = [
    parseInstant(textAt(finding, "FirstObservedAt")),
    parseInstant(textAt(finding, "LastObservedAt")),
  ];
  const isTrue = firstMs !== undefined && lastMs !== undefined && firstMs <= lastMs && lastMs <= rank;
  return {
    key: keyOf(productArn, id),
    version,
    rank,
    sample: isSample(finding),
    principals: principalsIn(finding),
    firstMs: isTrue ? Math.min(firstMs, toldAtMs) : undefined,
    lastMs: isTrue ? Math.min(lastMs, toldAtMs) : undefined,
  };
}

/** A finding as the product's own messages and executions carry it. */
export function seenSlim(finding: unknown): SeenFinding | undefined {
  const [id, productArn, version] = [textAt(finding, "id"), textAt(finding, "productArn"), textAt(finding, "version")];
  if (id === undefined || productArn === undefined || version === undefined) return undefined;
  const arns = listAt(finding, "principals").map((principal) => identityOfArn(valueAt(principal, "arn")));
  return {
    key: keyOf(productArn, id),
    version,
    rank: rankOf(version),
    sample: false,
    principals: distinct(arns),
    firstMs: parseInstant(textAt(finding, "firstActivityAt")),
    lastMs: parseInstant(textAt(finding, "lastActivityAt")),
  };
}

function isSample(finding: unknown): boolean {
  const told = [
    textAt(finding, "ProductFields", "aws/guardduty/service/additionalInfo/sample"),
    textAt(finding, "ProductFields", "additionalInfo/sample"),
  ];
  if (valueAt(finding, "Sample") === true || told.some((text) => text?.toLowerCase() === "true")) return true;
  return /^\s*\[sample\]/i.test(textAt(finding, "Title") ?? "");
}

function principalsIn(finding: unknown): readonly string[] {
  const actors = listAt(finding, "Detection", "Sequence", "Actors");
  return distinct([
    ...listAt(finding, "Resources").map((resource) => principalOfResource(resource, finding)),
    ...actors.map((actor) => identityOfArn(valueAt(actor, "Session", "Issuer"))),
  ]);
}

function principalOfResource(resource: unknown, finding: unknown): string | undefined {
  const type = valueAt(resource, "Type");
  if (type === "AwsIamRole" || type === "AwsIamUser") return identityOfArn(valueAt(resource, "Id"));
  if (type !== "AwsIamAccessKey") return undefined;
  const key = valueAt(resource, "Details", "AwsIamAccessKey");
  const issuer = identityOfArn(valueAt(key, "SessionContext", "SessionIssuer", "Arn"));
  if (issuer !== undefined) return issuer;
  const kind = kinds.get(String(valueAt(key, "PrincipalType")));
  const accountId = valueAt(key, "AccountId") ?? valueAt(finding, "AwsAccountId");
  return kind && identityOfName(accountId, kind, valueAt(key, "PrincipalName"));
}

const kinds: ReadonlyMap<string, "user" | "role"> = new Map([
  ["IAMUser", "user"],
  ["AssumedRole", "role"],
]);

function distinct(identities: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(identities.filter((identity) => identity !== undefined))];
}
