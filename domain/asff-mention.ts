import { partitionOf } from "./arn.ts";
import { attachedMention, attachedMentions } from "./attached-role.ts";
import { pascalCase, sequenceMentions } from "./attack-sequence.ts";
import { credentialMentions } from "./credential.ts";
import { iamPathOf, isIamName, isPrincipalId, parseIamArn } from "./iam-arn.ts";
import { listAt, textAt, valueAt } from "./json.ts";
import { type Mention, stanceOf } from "./mention.ts";
import { accountOf, type Owner } from "./owner.ts";

/**
 * Every place of an ASFF finding that names an IAM principal: resources, the details of access keys, the actors of an
 * attack sequence, and the roles that resources run as.
 */
export function asffMentions(finding: unknown, owner: Owner): readonly Mention[] {
  const sequence = valueAt(finding, "Detection", "Sequence");
  return [
    ...sequenceMentions(sequence, owner, pascalCase),
    ...listAt(finding, "Resources").flatMap((resource) => resourceMentions(resource, owner)),
  ];
}

function resourceMentions(resource: unknown, finding: Owner): readonly Mention[] {
  const owner = { ...finding, partition: partitionOf(textAt(resource, "Partition")) ?? finding.partition };
  const details = valueAt(resource, "Details");
  const stance = stanceOf(textAt(resource, "ResourceRole"));
  return [...ownMentions(resource, owner), ...attachedMentions(details, owner, stance)];
}

/** What the resource itself is. */
function ownMentions(resource: unknown, owner: Owner): readonly Mention[] {
  const id = textAt(resource, "Id");
  switch (textAt(resource, "Type")) {
    case "AwsIamAccessKey":
    case "AWS::IAM::AccessKey":
      return accessKeyMentions(resource, owner);
    case "AwsIamUser":
    case "AWS::IAM::User":
      return [identityMention(resource, owner, "User")];
    case "AwsIamRole":
    case "AWS::IAM::Role":
      return [identityMention(resource, owner, "Role")];
    default: {
      const stance = stanceOf(textAt(resource, "ResourceRole"));
      const kind = parseIamArn(id)?.kind;
      if (id === undefined || kind === undefined) return [];
      if (kind === "instance-profile") return [attachedMention(id, owner, stance)];
      return [{ grade: "identity", stance, ...owner, arn: id, what: id }];
    }
  }
}

function accessKeyMentions(resource: unknown, owner: Owner): readonly Mention[] {
  const key = valueAt(resource, "Details", "AwsIamAccessKey");
  const issuer = valueAt(key, "SessionContext", "SessionIssuer");
  const id = textAt(resource, "Id");
  return credentialMentions({
    grade: "access-key",
    stance: stanceOf(textAt(resource, "ResourceRole")),
    partition: owner.partition,
    accountId: accountOf(owner, textAt(issuer, "AccountId"), textAt(key, "AccountId")),
    type: textAt(key, "PrincipalType") ?? textAt(issuer, "Type"),
    name: textAt(issuer, "UserName") ?? textAt(key, "PrincipalName") ?? textAt(key, "UserName"),
    id: textAt(key, "PrincipalId") ?? textAt(issuer, "PrincipalId"),
    arn: [textAt(issuer, "Arn"), id].find((text) => parseIamArn(text) !== undefined),
    label: id ?? "access key",
  });
}

// What products write when they know no better.
const placeholders = new Set(["-", "na", "none", "null", "undefined", "unknown"]);

/** A user or role by its ARN, its details, or a bare id: unless it looks like one of IAM's own ids, that is its name. */
function identityMention(resource: unknown, owner: Owner, type: "User" | "Role"): Mention {
  const id = textAt(resource, "Id");
  const details = valueAt(resource, "Details", `AwsIam${type}`);
  const isArn = parseIamArn(id) !== undefined;
  const bare = id?.slice(id.lastIndexOf("/") + 1);
  const isName = bare === id && bare !== undefined && isIamName(bare) && !isPrincipalId(bare);
  const bareName = isName && !placeholders.has(bare.toLowerCase()) ? bare : undefined;
  return {
    grade: "identity",
    stance: stanceOf(textAt(resource, "ResourceRole")),
    ...owner,
    what: id ?? textAt(details, `${type}Name`) ?? type,
    type,
    arn: isArn ? id : undefined,
    name: textAt(details, `${type}Name`) ?? bareName,
    path: iamPathOf(textAt(details, "Path")),
    id: textAt(details, `${type}Id`) ?? (isArn ? undefined : bare),
  };
}
