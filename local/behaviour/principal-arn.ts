/** The parts of the ARN of an IAM user or role. */
export interface PrincipalName {
  readonly partition: string;
  readonly accountId: string;
  readonly kind: "user" | "role";
  readonly name: string;
}

const pattern = /^arn:(aws[-\w]*):iam::(\d{12}):(user|role)\/(?:[\x21-\x7e]*\/)?([\w+=,.@-]{1,64})$/;

/** The IAM user or role an ARN names; undefined for every other ARN (root, STS sessions, groups, …). */
export function principalOf(arn: string): PrincipalName | undefined {
  const [, partition, accountId, kind, name] = pattern.exec(arn) ?? [];
  if (!partition || !accountId || !name || (kind !== "user" && kind !== "role")) return undefined;
  return { partition, accountId, kind, name };
}

/** One text per principal: names are unique within an account without their path, so the path does not count. */
export function principalKey(arn: string): string {
  const principal = principalOf(arn);
  if (!principal) return arn;
  return `arn:${principal.partition}:iam::${principal.accountId}:${principal.kind}/${principal.name}`;
}
