import { isPrincipalId, parseIamArn } from "../iam-arn.ts";
import { listAt, textAt, valueAt } from "../json.ts";

/**
 * The ids by which IAM and Detective know the users and roles that a finding names (`AIDA…`, `AROA…`), by `role/<name>` and
 * `user/<name>`. Of a session its role's id; who goes by several ids, as one made anew does, is known by the first.
 */
export function principalIdsOf(raw: unknown): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const know = (name: string | undefined, given: string | undefined) => {
    const id = given?.split(":")[0];
    const type = id?.startsWith("AROA") ? "role" : "user";
    if (id === undefined || name === undefined || !isPrincipalId(id)) return;
    if (!ids.has(`${type}/${name}`)) ids.set(`${type}/${name}`, id);
  };
  for (const resource of listAt(raw, "Resources")) {
    const details = valueAt(resource, "Details");
    const key = valueAt(details, "AwsIamAccessKey");
    const issuer = valueAt(key, "SessionContext", "SessionIssuer");
    know(textAt(issuer, "UserName"), textAt(issuer, "PrincipalId"));
    know(textAt(key, "PrincipalName") ?? textAt(key, "UserName"), textAt(key, "PrincipalId"));
    know(textAt(details, "AwsIamRole", "RoleName"), textAt(details, "AwsIamRole", "RoleId"));
    know(textAt(details, "AwsIamUser", "UserName"), textAt(details, "AwsIamUser", "UserId"));
  }
  for (const actor of listAt(raw, "Detection", "Sequence", "Actors")) {
    const issuer = parseIamArn(textAt(actor, "Session", "Issuer"));
    const named = issuer?.kind === "role" ? issuer.name : textAt(actor, "User", "Name");
    know(named, textAt(actor, "User", "Uid"));
  }
  return ids;
}
