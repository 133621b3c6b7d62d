import { aws, option } from "../cli-line.ts";
import { callsFitting, strongestSign } from "./grounds.ts";
import type { Step, Subject } from "./step.ts";

/** The name that the IAM console gives the policy when it revokes the sessions of a role. */
const policyName = "AWSRevokeOlderSessions";

/**
 * Denies everything to temporary credentials issued before the moment the line is run: later than any moment that could be
 * written into it, so that no session slips through between.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html (read 2026-12-01)
 */
const denyOlderSessions =
  `'{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Condition":` +
  `{"DateLessThan":{"aws:TokenIssueTime":"'"$(date -u +%Y-%m-%dT%H:%M:%SZ)"'"}}}]}'`;

const strong = "flagged address, impossible travel, a tactic of gravity 4 or 5 that succeeded, HIGH or CRITICAL";

/** Takes the credentials away. */
export const disableUser: Step = {
  name: "Disable the user's credentials",
  of: "user",
  when: strong,
  why: strongestSign,
  text: ({ accountId }) => `Disable the user's access keys, console password and sessions in account ${accountId}`,
  cli: ({ name, region }) => {
    const user = option("user-name", name);
    return [
      `${aws(region, "iam list-access-keys", user, "--query 'AccessKeyMetadata[].AccessKeyId' --output text")} | xargs -r -n 1 ${aws(region, "iam update-access-key", user, "--status Inactive --access-key-id")}`,
      aws(region, "iam delete-login-profile", user),
      aws(region, "iam put-user-policy", user, `--policy-name ${policyName}`, `--policy-document ${denyOlderSessions}`),
    ];
  },
};

export const revokeSessions: Step = {
  name: "Revoke the role's sessions",
  of: "role",
  when: strong,
  why: strongestSign,
  text: (subject) => {
    if (isOfIdentityCenter(subject))
      return "End its sessions in IAM Identity Center: IAM lets nobody edit the roles of permission sets";
    if (isServiceLinked(subject)) return "Ask AWS Support: the sessions of a service-linked role cannot be revoked";
    return `Revoke all sessions of the role in account ${subject.accountId}; whoever may assume it can do so again`;
  },
  cli: (subject) =>
    isOfIdentityCenter(subject) || isServiceLinked(subject)
      ? []
      : [
          aws(
            subject.region,
            "iam put-role-policy",
            option("role-name", subject.name),
            `--policy-name ${policyName}`,
            `--policy-document ${denyOlderSessions}`,
          ),
        ],
};

/** AWS attaches this policy itself to users whose keys it finds in public. It denies what is costly or widens access. */
export const quarantine: Step = {
  name: "Quarantine it",
  when: "Persistence, Privilege Escalation, Credential Access, Lateral Movement or Impact succeeded",
  why: (grounds, subject) => {
    const editable = !isOfIdentityCenter(subject) && !isServiceLinked(subject);
    return editable ? callsFitting(grounds, quarantined, "succeeded") : undefined;
  },
  text: () =>
    "Attach AWS's quarantine policy: it denies what costs money or widens access, and leaves the rest working",
  cli: ({ type, name, region, partition }) => [
    aws(
      region,
      `iam attach-${type}-policy`,
      option(`${type}-name`, name),
      `--policy-arn arn:${partition}:iam::aws:policy/AWSCompromisedKeyQuarantineV3`,
    ),
  ],
};

const quarantined = ["Persistence", "Privilege Escalation", "Credential Access", "Lateral Movement", "Impact"];

/** Roles of IAM Identity Center's permission sets; their path is known, their name too. */
function isOfIdentityCenter({ type, name, arn }: Subject): boolean {
  return (
    type === "role" && (arn.includes(":role/aws-reserved/sso.amazonaws.com/") || name.startsWith("AWSReservedSSO_"))
  );
}

function isServiceLinked({ type, name, arn }: Subject): boolean {
  return type === "role" && (arn.includes(":role/aws-service-role/") || name.startsWith("AWSServiceRoleFor"));
}
