import { GetInstanceProfileCommand, GetRoleCommand, GetUserCommand, IAMClient } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { Principal } from "#domain/contract.ts";
import type { Roles } from "#domain/ports.ts";
import { clientDefaults } from "./client-defaults.ts";
import { errorName, sdkCall } from "./sdk-call.ts";

const doesNotTell = new Set(["NoSuchEntity", "NoSuchEntityException", "AccessDenied", "AccessDeniedException"]);

/** The clients that may know an account: ours, and one that acts as the read-only role in the account. */
export type IamClients = (partition: string, accountId: string) => readonly IAMClient[];

/**
 * Role, user and instance-profile look-ups. An answer about another account (a namesake of ours) counts as none.
 * What IAM told is remembered for the life of the container; that it did not tell is not.
 */
export function rolesAdapter(clients: IamClients = iamClients()): Roles {
  const known = new Map<string, string>();
  const arnFrom = async (
    ask: (client: IAMClient) => Promise<string | undefined>,
    partition: string,
    account: string,
  ) => {
    for (const client of clients(partition, account)) {
      const arn = await unlessUntold(() => ask(client));
      if (arn?.split(":")[4] === account) return arn;
    }
    return undefined;
  };
  return {
    async arnOf(principal) {
      const { arn: given, pathKnown, partition, accountId, identity } = principal;
      if (pathKnown) return given;
      const told =
        known.get(identity) ?? (await arnFrom((client) => principalArn(client, principal), partition, accountId));
      if (told) known.set(identity, told);
      return told ?? given;
    },
    async roleOfInstanceProfile(profileArn) {
      const [, partition = "", , , accountId = "", path = ""] = profileArn.split(":");
      const name = path.split("/").at(-1) ?? "";
      const told = known.get(profileArn) ?? (await arnFrom((client) => roleArn(client, name), partition, accountId));
      if (told) known.set(profileArn, told);
      return told;
    },
  };
}

async function principalArn(client: IAMClient, { type, name }: Principal): Promise<string | undefined> {
  if (type === "role") {
    return (await sdkCall("iam:GetRole", () => client.send(new GetRoleCommand({ RoleName: name })))).Role?.Arn;
  }
  return (await sdkCall("iam:GetUser", () => client.send(new GetUserCommand({ UserName: name })))).User?.Arn;
}

async function roleArn(client: IAMClient, profileName: string): Promise<string | undefined> {
  const command = new GetInstanceProfileCommand({ InstanceProfileName: profileName });
  return (await sdkCall("iam:GetInstanceProfile", () => client.send(command))).InstanceProfile?.Roles?.[0]?.Arn;
}

async function unlessUntold(ask: () => Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await ask();
  } catch (error) {
    const origin = error instanceof Error ? (error.cause ?? error) : error;
    if (doesNotTell.has(errorName(origin)) || doesNotTell.has(errorName(error))) return undefined;
    throw error;
  }
}

/**
 * Clients are built when first wanted: most principals come with their path.
 * @param memberRoleName role to act as in the account; without it only our own account is asked
 */
export function iamClients(memberRoleName?: string, sts?: STSClient, ours?: IAMClient): IamClients {
  const members = new Map<string, IAMClient>();
  const assumed = (roleArn: string) => {
    sts ??= new STSClient(clientDefaults);
    return assume(sts, roleArn);
  };
  const member = (roleArn: string) => {
    const client = members.get(roleArn) ?? new IAMClient({ ...clientDefaults, credentials: () => assumed(roleArn) });
    members.set(roleArn, client);
    return client;
  };
  return (partition, accountId) => {
    ours ??= new IAMClient(clientDefaults);
    return memberRoleName ? [ours, member(`arn:${partition}:iam::${accountId}:role/${memberRoleName}`)] : [ours];
  };
}

// The SDK asks again shortly before `expiration`.
async function assume(sts: STSClient, RoleArn: string) {
  const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: "gumshoe" });
  const { Credentials } = await sdkCall("sts:AssumeRole", () => sts.send(command));
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "", Expiration } = Credentials ?? {};
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    ...(Expiration && { expiration: Expiration }),
  };
}
