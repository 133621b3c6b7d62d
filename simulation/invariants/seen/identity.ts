const iamArn = /^arn:(aws[a-z-]*):iam::(\d{12}):(user|role)\/(?:[\x21-\x7e]*\/)?([\w+=,.@-]{1,64})$/;
const sessionArn = /^arn:(aws[a-z-]*):sts::(\d{12}):assumed-role\/([\w+=,.@-]{1,64})\//;
const name = /^[\w+=,.@-]{1,64}$/;
/** An id of IAM's own in the place of a name. */
const uniqueId = /^A[A-Z]{3}[A-Z0-9]{12,}$/;

/** The IAM user or role of an ARN, as records call it: its path does not count. Undefined for any other ARN. */
export function identityOfArn(arn: unknown): string | undefined {
  if (typeof arn !== "string") return undefined;
  const [, partition, accountId, kind, entity = ""] = iamArn.exec(arn) ?? [];
  if (partition !== undefined) return uniqueId.test(entity) ? undefined : `${partition}/${accountId}/${kind}/${entity}`;
  const [, itsPartition, itsAccount, role = ""] = sessionArn.exec(arn) ?? [];
  return itsPartition === undefined || uniqueId.test(role) ? undefined : `${itsPartition}/${itsAccount}/role/${role}`;
}

/** The same for a name in an account, where its kind is known. */
export function identityOfName(accountId: unknown, kind: "user" | "role", entity: unknown): string | undefined {
  if (typeof accountId !== "string" || !/^\d{12}$/.test(accountId)) return undefined;
  if (typeof entity !== "string" || !name.test(entity) || uniqueId.test(entity)) return undefined;
  return `aws/${accountId}/${kind}/${entity}`;
}
