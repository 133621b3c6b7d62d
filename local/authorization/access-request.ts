/** Who asks: a role of the account, or an AWS service for one of its resources. */
export type Principal =
  | { readonly kind: "role"; readonly arn: string }
  | { readonly kind: "service"; readonly name: string };

/** Condition keys that a request bears, with their values. */
export type ConditionKeys = Readonly<Record<string, string | readonly string[]>>;

/** What IAM is asked: may this principal do that. */
export interface AccessRequest {
  readonly principal: Principal;
  /** As IAM writes it: `sqs:SendMessage`. */
  readonly action: string;
  /** An ARN, or `*` for an action that knows no resource. */
  readonly resource: string;
  readonly keys: ConditionKeys;
}

/** The values of a key, whose name is the same in any case; `undefined` when the request does not bear it. */
export function valuesOf(keys: ConditionKeys, lowerCaseName: string): readonly string[] | undefined {
  for (const [name, value] of Object.entries(keys))
    if (name.toLowerCase() === lowerCaseName) return typeof value === "string" ? [value] : value;
  return undefined;
}

/** The keys of a request that a service makes for one of its resources. */
export function serviceKeys(service: string, sourceArn: string): ConditionKeys {
  return {
    "aws:SourceArn": sourceArn,
    "aws:SourceAccount": sourceArn.split(":")[4] ?? "",
    "aws:SecureTransport": "true",
    "aws:PrincipalIsAWSService": "true",
    "aws:PrincipalServiceName": service,
  };
}

/** The keys of a request that a role makes. */
export function roleKeys(roleArn: string): ConditionKeys {
  return {
    "aws:PrincipalArn": roleArn,
    "aws:PrincipalAccount": roleArn.split(":")[4] ?? "",
    "aws:SecureTransport": "true",
    "aws:PrincipalIsAWSService": "false",
  };
}
