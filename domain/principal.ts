import type { Excluded, NotInvestigableReason, Principal } from "./contract.ts";
import { isIamName, parseIamArn } from "./iam-arn.ts";
import type { Mention } from "./mention.ts";
import { type PrincipalKind, principalKindOf } from "./principal-type.ts";
import { cleanText } from "./text.ts";

const whatLengthMax = 200;

/**
 * The IAM user or role that a mention names, or why it names none that can be investigated.
 *
 * A readable ARN decides over everything else; then the principal type, then the prefix of the id. A bare user name
 * without any type is a user: that is all findings before 2021 tell. Names that IAM would not accept never get into an ARN.
 */
export function principalOf(mention: Mention): Principal | Excluded {
  const entity = [mention.arn, mention.name, mention.id].map(parseIamArn).find((found) => found !== undefined);
  if (entity?.kind === "user" || entity?.kind === "role") {
    const path = entity.path === "/" ? (mention.path ?? "/") : (entity.path ?? mention.path);
    return named(entity, entity.kind, entity.name, path);
  }
  if (entity !== undefined) return excluded(mention, entity.kind);
  const kind = kindOf(mention);
  if (kind === undefined) return excluded(mention, "unknown-id");
  if (kind !== "user" && kind !== "role") return excluded(mention, kind);
  if (mention.name === undefined || !isIamName(mention.name)) return excluded(mention, "unknown-id");
  return named(mention, kind, mention.name, mention.path);
}

/** True for what `principalOf` could not turn into a principal. */
export function isExcluded(outcome: Principal | Excluded): outcome is Excluded {
  return "reason" in outcome;
}

/** A mention that is not investigated, for a reason of the caller's. */
export function excluded(mention: Mention, reason: NotInvestigableReason): Excluded {
  return { what: cleanText(mention.what, whatLengthMax) || "unnamed principal", reason };
}

function named(
  owner: { readonly partition: string; readonly accountId: string },
  type: "user" | "role",
  name: string,
  path: string | undefined,
): Principal {
  const { partition, accountId } = owner;
  return {
    identity: `${partition}/${accountId}/${type}/${name}`,
    partition,
    accountId,
    type,
    name,
    arn: `arn:${partition}:iam::${accountId}:${type}${path ?? "/"}${name}`,
    pathKnown: path !== undefined,
  };
}

function kindOf(mention: Mention): PrincipalKind | undefined {
  const { type, name, id } = mention;
  // `aws:ec2-instance` and the like stand in the place of a role name.
  if (name?.startsWith("aws:")) return "aws-service";
  const kind = principalKindOf(type);
  if (kind !== undefined) return kind;
  if (id?.startsWith("AIDA")) return "user";
  if (id?.startsWith("AROA")) return "role";
  if (type !== undefined) return undefined;
  if (name === "Root") return "root";
  if (name?.endsWith(".amazonaws.com")) return "aws-service";
  if (id !== undefined && /^\d{12}:/.test(id)) return "federated-user";
  return name === undefined ? undefined : "user";
}
