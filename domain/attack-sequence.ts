import { attachable, attachedMention } from "./attached-role.ts";
import { type Credential, credentialMentions } from "./credential.ts";
import { parseIamArn } from "./iam-arn.ts";
import { listAt, textAt, valueAt } from "./json.ts";
import type { Mention } from "./mention.ts";
import { accountOf, type Owner } from "./owner.ts";

/** How the keys are spelt: `UserName` in ASFF, `userName` in events of GuardDuty. */
export type Spelling = (key: string) => string;
export const pascalCase: Spelling = (key) => key;
export const camelCase: Spelling = (key) => key.charAt(0).toLowerCase() + key.slice(1);

/**
 * Who acted in an attack sequence, and the IAM principals among the resources its signals name.
 *
 * The issuer of the session decides. The account given with the user is the account of the activity, which need not own
 * the user: it counts only where no ARN tells.
 * @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Sequence.html
 */
export function sequenceMentions(sequence: unknown, owner: Owner, spelt: Spelling): readonly Mention[] {
  const actors = listAt(sequence, spelt("Actors")).flatMap((actor) => actorMentions(actor, owner, spelt));
  const resourceIds = listAt(sequence, spelt("Signals")).flatMap((signal) => [
    ...listAt(signal, spelt("ResourceIds")),
    ...listAt(signal, spelt("ResourceUids")),
  ]);
  const resources = resourceIds.flatMap((id) => (typeof id === "string" ? iamResourceMentions(id, owner) : []));
  return [...actors, ...resources];
}

function actorMentions(actor: unknown, owner: Owner, spelt: Spelling): readonly Mention[] {
  const user = valueAt(actor, spelt("User"));
  const issuer = textAt(actor, spelt("Session"), spelt("Issuer"));
  if (user === undefined && issuer === undefined) return [];
  const credential: Credential = {
    grade: "actor",
    stance: "actor",
    partition: owner.partition,
    accountId: accountOf(owner, textAt(user, spelt("Account"), spelt("Uid"))),
    type: textAt(user, spelt("Type")),
    name: textAt(user, spelt("Name")),
    id: textAt(user, spelt("Uid")),
    arn: parseIamArn(issuer) && issuer,
    label: textAt(actor, spelt("Id")) ?? "actor of the attack sequence",
  };
  return credentialMentions(credential);
}

/** The mention behind the ARN of a user, role, session or instance profile; none for other resources. */
export function iamResourceMentions(id: string, owner: Owner): readonly Mention[] {
  const entity = parseIamArn(id);
  if (entity === undefined) return [];
  if (entity.kind === "instance-profile") return attachable([id]).map((arn) => attachedMention(arn, owner, "untold"));
  return [{ grade: "identity", stance: "untold", ...owner, arn: id, what: id }];
}
