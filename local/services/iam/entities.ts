import type { Behaviour } from "../../behaviour.ts";
import { iamId } from "../request/digest.ts";

/** Roles, users and instance profiles as the IAM API answers them, made from the ARNs of a behaviour. */
export interface Entities {
  role(name: string): object | undefined;
  user(name: string): object | undefined;
  instanceProfile(name: string): object | undefined;
}

// IAM entities are older than anything that happens in the simulated world.
const createdAt = new Date("2020-01-01T00:00:00Z");

export function entitiesOf({ roles, users, instanceProfiles }: Behaviour): Entities {
  const profileArns = new Map([...instanceProfiles.keys()].map((arn) => [nameOf(arn), arn]));
  const role = (arn: string) => ({
    Path: pathOf(arn),
    RoleName: nameOf(arn),
    RoleId: iamId("AROA", arn),
    Arn: arn,
    CreateDate: createdAt,
    MaxSessionDuration: 3600,
  });
  return {
    role: (name) => from(roles.get(name), role),
    user: (name) =>
      from(users.get(name), (arn) => ({
        Path: pathOf(arn),
        UserName: nameOf(arn),
        UserId: iamId("AIDA", arn),
        Arn: arn,
        CreateDate: createdAt,
      })),
    instanceProfile: (name) =>
      from(profileArns.get(name), (arn) => ({
        Path: pathOf(arn),
        InstanceProfileName: nameOf(arn),
        InstanceProfileId: iamId("AIPA", arn),
        Arn: arn,
        CreateDate: createdAt,
        Roles: [from(instanceProfiles.get(arn), role)],
      })),
  };
}

function from<T, U>(value: T | undefined, make: (value: T) => U): U | undefined {
  return value === undefined ? undefined : make(value);
}

const resourceOf = (arn: string) => arn.split(":").slice(5).join(":");
const nameOf = (arn: string) => resourceOf(arn).split("/").at(-1) ?? "";

/** `/service-role/` of `role/service-role/Name`; `/` where there is no path. */
function pathOf(arn: string): string {
  const path = resourceOf(arn).split("/").slice(1, -1).join("/");
  return path === "" ? "/" : `/${path}/`;
}
