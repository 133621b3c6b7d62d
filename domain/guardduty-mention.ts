import { attachable, attachedMention } from "./attached-role.ts";
import { camelCase, iamResourceMentions, sequenceMentions } from "./attack-sequence.ts";
import { credentialMentions } from "./credential.ts";
import { listAt, textAt, valueAt } from "./json.ts";
import { type Mention, type Stance, stanceOf } from "./mention.ts";
import { accountOf, type Owner } from "./owner.ts";

/**
 * Every place of a native GuardDuty finding that names an IAM principal: the access key, actors and resources of an
 * attack sequence, and the roles that instances and functions run as. Kubernetes and database users are none.
 */
export function guarddutyMentions(finding: unknown, owner: Owner): readonly Mention[] {
  const resource = valueAt(finding, "resource");
  const stance = stanceOf(textAt(finding, "service", "resourceRole"));
  const sequence = valueAt(finding, "service", "detection", "sequence");
  return [
    ...sequenceMentions(sequence, owner, camelCase),
    ...accessKeyMentions(valueAt(resource, "accessKeyDetails"), owner, stance),
    ...listAt(sequence, "resources").flatMap((involved) => involvedMentions(involved, owner)),
    ...attachable([
      valueAt(resource, "instanceDetails", "iamInstanceProfile", "arn"),
      valueAt(resource, "lambdaDetails", "role"),
    ]).map((arn) => attachedMention(arn, owner, stance)),
  ];
}

/** A resource of an attack sequence. */
function involvedMentions(involved: unknown, finding: Owner): readonly Mention[] {
  const owner = { ...finding, accountId: accountOf(finding, textAt(involved, "accountId")) };
  const data = valueAt(involved, "data");
  const profile = valueAt(data, "ec2Instance", "iamInstanceProfile", "arn");
  return [
    ...accessKeyMentions(valueAt(data, "accessKey"), owner, "untold"),
    ...iamResourceMentions(textAt(involved, "uid") ?? "", owner),
    ...attachable([profile]).map((arn) => attachedMention(arn, owner, "untold")),
  ];
}

function accessKeyMentions(key: unknown, owner: Owner, stance: Stance): readonly Mention[] {
  const type = textAt(key, "userType");
  const name = textAt(key, "userName");
  const id = textAt(key, "principalId");
  const label = textAt(key, "accessKeyId");
  if ([type, name, id, label].every((text) => text === undefined)) return [];
  return credentialMentions({
    grade: "access-key",
    stance,
    ...owner,
    type,
    name,
    id,
    arn: undefined,
    label: label ?? "access key",
  });
}
