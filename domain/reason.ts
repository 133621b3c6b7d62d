import type { NotInvestigableReason } from "./contract.ts";

const words: Readonly<Record<NotInvestigableReason, string>> = {
  root: "Detective does not investigate the root user",
  "federated-user": "Detective investigates IAM users and roles, not federated users",
  "aws-service": "an AWS service acted, not a user or role of the account",
  "no-principal": "the finding names no IAM user or role",
  "instance-profile": "the role behind the instance profile could not be told",
  "attached-role": "the role is attached to the resource, nothing says that it was used",
  "unknown-id": "the finding gives an id that no user or role can be told from",
  "principal-limit": "the finding names more principals than are investigated for one finding",
  "unknown-to-detective": "Detective does not know the principal",
  "region-not-allowed": "findings of this Region are not investigated here (setting allowedRegions)",
  "account-not-allowed":
    "findings of this account are not investigated here (settings allowedAccounts, deniedAccounts)",
};

/** Why nothing was investigated, as a clause that follows Not investigated:. */
export function reasonInWords(reason: NotInvestigableReason): string {
  return words[reason];
}
