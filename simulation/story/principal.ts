import type { Chance } from "../chance.ts";

/** Somebody whom findings name, in the ways in which findings name them. */
export interface Person {
  readonly kind: "user" | "role";
  readonly name: string;
  /** `/` or `/team/a/`. */
  readonly path: string;
  readonly accountId: string;
  /** The ARN with the path. */
  readonly arn: string;
}

export type Resource = Readonly<Record<string, unknown>>;

const accounts = ["111122223333", "111122223333", "444455556666"] as const;
const paths = ["/", "/", "/", "/ops/", "/team/blue/"] as const;

export function aPerson(chance: Chance, index: number): Person {
  const kind = chance.happens(0.6) ? "role" : "user";
  const accountId = chance.pick(accounts);
  const path = chance.pick(paths);
  // How an investigation goes follows from the name: one that differs from seed to seed.
  const name = `${kind}-${index}-${chance.integer(0, 0xffff).toString(16)}`;
  return { kind, name, path, accountId, arn: `arn:aws:iam::${accountId}:${kind}${path}${name}` };
}

const ways = [identity, identity, pathless, accessKey, accessKey, session, caller] as const;

/** A resource of a finding that names the person: as itself, with or without its path, by access key or by session. */
export function resourceOf(person: Person, region: string, chance: Chance): Resource {
  const way = chance.pick(ways);
  return { Partition: "aws", Region: region, ...way(person, chance) };
}

function identity({ kind, arn }: Person): Resource {
  return { Type: kind === "role" ? "AwsIamRole" : "AwsIamUser", Id: arn };
}

function pathless(person: Person): Resource {
  const { kind, name, accountId } = person;
  return { ...identity(person), Id: `arn:aws:iam::${accountId}:${kind}/${name}` };
}

function accessKey(person: Person, chance: Chance): Resource {
  const { kind, name, accountId } = person;
  const type = kind === "role" ? "AssumedRole" : "IAMUser";
  const AwsIamAccessKey = { PrincipalType: type, PrincipalName: name, PrincipalId: idOf(person), AccountId: accountId };
  return { Type: "AwsIamAccessKey", Id: keyId(chance), Details: { AwsIamAccessKey } };
}

/** A key whose session tells who issued it. */
function session(person: Person, chance: Chance): Resource {
  const { kind, name, accountId, arn } = person;
  if (kind === "user") return accessKey(person, chance);
  const SessionIssuer = { Type: "Role", PrincipalId: idOf(person).split(":")[0], Arn: arn, AccountId: accountId };
  const AwsIamAccessKey = {
    PrincipalType: "AssumedRole",
    SessionContext: { SessionIssuer: { ...SessionIssuer, UserName: name } },
  };
  return { Type: "AwsIamAccessKey", Id: keyId(chance), Details: { AwsIamAccessKey } };
}

/** The ARN that CloudTrail gives whoever assumed the role. */
function caller(person: Person): Resource {
  const { kind, name, accountId } = person;
  if (kind === "user") return identity(person);
  return { Type: "AwsIamRole", Id: `arn:aws:sts::${accountId}:assumed-role/${name}/session` };
}

const keyId = (chance: Chance) => `AWS::IAM::AccessKey:ASIAEXAMPLE${chance.integer(100_000, 999_999)}`;

/** IAM's own id: the same wherever the person is named. */
export function idOf({ kind, name }: Person): string {
  const tail = name.replaceAll("-", "").toUpperCase().padEnd(12, "X");
  return kind === "role" ? `AROAEXAMPLE${tail}:session` : `AIDAEXAMPLE${tail}`;
}
