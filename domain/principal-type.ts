/** What a principal type comes down to: an IAM user, an IAM role, or one of those nobody can investigate. */
export type PrincipalKind = "user" | "role" | "root" | "federated-user" | "aws-service";

// In lower case; CloudTrail's spellings and the shorter ones of partner products.
const kindOfType: ReadonlyMap<string, PrincipalKind> = new Map([
  ["iamuser", "user"],
  ["user", "user"],
  ["assumedrole", "role"],
  ["role", "role"],
  ["root", "root"],
  ["federateduser", "federated-user"],
  ["directory", "federated-user"],
  ["saml", "federated-user"],
  ["samluser", "federated-user"],
  ["webidentity", "federated-user"],
  ["webidentityuser", "federated-user"],
  ["identitycenteruser", "federated-user"],
  ["awsservice", "aws-service"],
  ["awsaccount", "aws-service"],
]);

/**
 * Reads a principal type in any case.
 * @returns undefined for a type that is not known
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export function principalKindOf(type: string | undefined): PrincipalKind | undefined {
  return type === undefined ? undefined : kindOfType.get(type.trim().toLowerCase());
}
