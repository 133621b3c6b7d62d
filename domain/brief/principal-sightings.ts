import { accountIdOf } from "../arn.ts";
import { parseIamArn } from "../iam-arn.ts";
import { textAt, valueAt } from "../json.ts";
import { principalKindOf } from "../principal-type.ts";
import type { Observable } from "./observable.ts";
import { pathTo } from "./place.ts";
import type { Sighting } from "./sighting.ts";

/** What an access key's details tell: the key, who it belongs to and through which session. Nothing of it need be there. */
export function accessKeySightings(key: unknown, path: string, role: Observable["role"]): readonly Sighting[] {
  const issuer = valueAt(key, "SessionContext", "SessionIssuer");
  const issuerPath = pathTo(pathTo(path, "SessionContext"), "SessionIssuer");
  return [
    { type: "access-key", value: textAt(key, "AccessKeyId"), path: pathTo(path, "AccessKeyId"), role },
    ...nameSightings(key, "PrincipalName", textAt(key, "PrincipalType"), path, role),
    ...nameSightings(key, "UserName", textAt(key, "PrincipalType") ?? "IAMUser", path, role),
    ...idSightings(textAt(key, "PrincipalId"), pathTo(path, "PrincipalId"), role),
    { type: "account", value: textAt(key, "AccountId"), path: pathTo(path, "AccountId"), role },
    ...nameSightings(issuer, "UserName", textAt(issuer, "Type"), issuerPath, role),
    ...idSightings(textAt(issuer, "PrincipalId"), pathTo(issuerPath, "PrincipalId"), role),
    ...arnSightings(textAt(issuer, "Arn"), pathTo(issuerPath, "Arn"), role),
    { type: "account", value: textAt(issuer, "AccountId"), path: pathTo(issuerPath, "AccountId"), role },
  ];
}

/** A name is a role's or a user's: who is no role counts as a user, root included. */
export function nameSightings(
  holder: unknown,
  member: string,
  type: string | undefined,
  path: string,
  role: Observable["role"],
): readonly Sighting[] {
  const is = principalKindOf(type) === "role" ? "role" : "user";
  return [{ type: is, value: textAt(holder, member), path: pathTo(path, member), role }];
}

/** `AROA…:build-4711` is the id of a role and the name of a session; twelve digits are the account of a root user. */
export function idSightings(id: string | undefined, path: string, role: Observable["role"]): readonly Sighting[] {
  if (accountIdOf(id) !== undefined) return [{ type: "account", value: id, path, role }];
  const [principalId, ...session] = id?.split(":") ?? [];
  return [
    { type: "principal-id", value: principalId, path, role },
    { type: "session", value: session.join(":"), path, role },
  ];
}

/** The user or role that an ARN names, and the session where it is one. */
export function arnSightings(arn: string | undefined, path: string, role: Observable["role"]): readonly Sighting[] {
  const entity = parseIamArn(arn);
  if (entity === undefined) return [];
  const account: Sighting = { type: "account", value: entity.accountId, path, role };
  if (entity.kind !== "user" && entity.kind !== "role") return [account];
  const session = arn?.includes(":assumed-role/") ? arn.split("/")[2] : undefined;
  return [
    { type: entity.kind, value: entity.name, path, role },
    { type: "session", value: session, path, role },
    account,
  ];
}
