import { partitionOf } from "./arn.ts";
import { attachable, attachedMention } from "./attached-role.ts";
import { iamResourceMentions } from "./attack-sequence.ts";
import { credentialMentions } from "./credential.ts";
import { parseIamArn } from "./iam-arn.ts";
import { listAt, objectOf, textAt, valueAt } from "./json.ts";
import { type Mention, stanceOf } from "./mention.ts";
import { accountOf, type Owner } from "./owner.ts";

/** Every place of an OCSF finding that names an IAM principal: the actor, the actors of its evidences, and its resources. */
export function ocsfMentions(finding: unknown, owner: Owner): readonly Mention[] {
  const actors = [
    valueAt(finding, "actor"),
    ...listAt(finding, "evidences").map((evidence) => valueAt(evidence, "actor")),
  ];
  return [
    ...actors.flatMap((actor) => actorMentions(actor, owner)),
    ...listAt(finding, "resources").flatMap((resource) => resourceMentions(resource, owner)),
  ];
}

function actorMentions(actor: unknown, owner: Owner): readonly Mention[] {
  const user = valueAt(actor, "user");
  const uid = textAt(user, "uid");
  const arns = [textAt(actor, "session", "issuer"), uid];
  const arn = arns.find((text) => parseIamArn(text) !== undefined);
  if (user === undefined && arn === undefined) return [];
  return credentialMentions({
    grade: "actor",
    stance: "actor",
    partition: owner.partition,
    accountId: accountOf(owner, textAt(user, "account", "uid")),
    type: textAt(user, "type"),
    name: textAt(user, "name"),
    id: textAt(user, "uid_alt") ?? (uid === arn ? undefined : uid),
    arn,
    label: "actor",
  });
}

function resourceMentions(resource: unknown, finding: Owner): readonly Mention[] {
  const owner = {
    partition: partitionOf(textAt(resource, "cloud_partition")) ?? finding.partition,
    accountId: accountOf(finding, textAt(resource, "owner", "account", "uid")),
  };
  const data = valueAt(resource, "data");
  const type = textAt(resource, "type")?.replaceAll("::", "").toLowerCase();
  if (type === "awsiamaccesskey") return accessKeyMentions(resource, data, owner);
  const uid = textAt(resource, "uid") ?? "";
  const attached = attachable([
    ...Object.values(objectOf(data) ?? {}),
    valueAt(data, "iam_instance_profile", "arn"),
  ]).map((arn) => attachedMention(arn, owner, stanceOf(textAt(resource, "role"))));
  if (type !== "awsiamuser" && type !== "awsiamrole") return [...iamResourceMentions(uid, owner), ...attached];
  const arn = parseIamArn(uid) && uid;
  const name = textAt(resource, "name");
  const kind = type === "awsiamuser" ? "User" : "Role";
  const what = arn ?? name ?? (uid || kind);
  const mention = { grade: "identity" as const, stance: stanceOf(textAt(resource, "role")), ...owner, type: kind };
  return [{ ...mention, what, arn, name, id: arn === undefined && uid !== "" ? uid : undefined }];
}

function accessKeyMentions(resource: unknown, data: unknown, owner: Owner): readonly Mention[] {
  const uid = textAt(resource, "uid");
  return credentialMentions({
    grade: "access-key",
    stance: stanceOf(textAt(resource, "role")),
    ...owner,
    type: textAt(data, "user_type"),
    name: textAt(data, "user_name"),
    id: textAt(data, "principal_id"),
    arn: parseIamArn(uid) && uid,
    label: uid ?? "access key",
  });
}
