import { accountIdOf, parseArn } from "./arn.ts";

/** What an IAM or STS ARN names. `path` is given where the ARN tells it: an assumed-role ARN never does. */
export type IamEntity = { readonly partition: string; readonly accountId: string } & (
  | { readonly kind: "user" | "role"; readonly name: string; readonly path: string | undefined }
  | { readonly kind: "root" | "federated-user" | "instance-profile" }
);

// What IAM allows in a name: nothing here can end an ARN, a JSON string or a line.
const nameForm = /^[\w+=,.@-]{1,64}$/;
// IAM allows any printable character in a path. A path with one outside this set counts as not known: names are unique without it.
const pathForm = /^\/(?:[\w+=,.@:-]{1,128}\/){0,16}$/;
const uniqueIdForm = /^A(?:BIA|CCA|GPA|IDA|IPA|KIA|NPA|NVA|PKA|ROA|SCA|SIA)[A-Z0-9]{12,124}$/;
const principalIdForm = /^[A-Z0-9]{16,128}$/;

/** Reads the ARNs that can name whoever used credentials. @returns undefined for every other text */
export function parseIamArn(text: string | undefined): IamEntity | undefined {
  const arn = parseArn(text);
  const accountId = accountIdOf(arn?.accountId);
  if (arn === undefined || accountId === undefined) return undefined;
  const owner = { partition: arn.partition, accountId };
  const [kind = "", ...rest] = arn.resource.split("/");
  const name = rest.at(-1) ?? "";
  if (arn.service === "sts") {
    if (kind === "federated-user" && name !== "") return { ...owner, kind };
    const role = rest[0] ?? "";
    return kind === "assumed-role" && isIamName(role)
      ? { ...owner, kind: "role", name: role, path: undefined }
      : undefined;
  }
  if (arn.service !== "iam") return undefined;
  if (arn.resource === "root") return { ...owner, kind: "root" };
  if (kind === "instance-profile" && isIamName(name)) return { ...owner, kind };
  if ((kind !== "user" && kind !== "role") || !isIamName(name)) return undefined;
  return {
    ...owner,
    kind,
    name,
    path: iamPathOf(
      `/${rest
        .slice(0, -1)
        .map((part) => `${part}/`)
        .join("")}`,
    ),
  };
}

/** True for what IAM accepts as the name of a user or role, unless it is one of IAM's own unique ids. */
export function isIamName(text: string): boolean {
  return nameForm.test(text) && !uniqueIdForm.test(text);
}

/** True for ids such as `AIDACKCEVSQ6C2EXAMPLE`: capital letters and digits, 16 or more. */
export function isPrincipalId(text: string): boolean {
  return principalIdForm.test(text);
}

/** The text when it is an IAM path of the usual characters, `/` included. */
export function iamPathOf(text: string | undefined): string | undefined {
  return text !== undefined && pathForm.test(text) && text.length <= 512 ? text : undefined;
}
