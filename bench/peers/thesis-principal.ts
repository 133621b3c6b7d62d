import type { PeerFinding } from "./peer-finding.ts";

const resourceTypes = ["AwsIamAccessKey", "AwsIamRole", "AwsIamUser"];

/**
 * The first IAM resource, read as an access key whatever it is: roles and users carry their names under other keys, and become
 * a role named `None`.
 */
export function thesisPrincipal({ Resources = [], AwsAccountId }: PeerFinding): string {
  const resource = Resources.find(({ Type }) => resourceTypes.includes(Type));
  if (!resource) throw new Error("The finding names no IAM principal");
  const { PrincipalType, PrincipalName = "None" } = resource.Details?.[resource.Type] ?? {};
  const owner = `arn:aws:iam::${AwsAccountId}`;
  if (PrincipalType === "Root") return `${owner}:root`;
  return `${owner}:${PrincipalType === "IAMUser" ? "user" : "role"}/${PrincipalName}`;
}
