import type { Grade, Mention, Stance } from "./mention.ts";
import { principalKindOf } from "./principal-type.ts";

/** Whoever a set of credentials belongs to, as access-key details, attack-sequence actors and OCSF users tell it. */
export interface Credential {
  readonly grade: Grade;
  readonly stance: Stance;
  readonly partition: string;
  readonly accountId: string;
  readonly type: string | undefined;
  readonly name: string | undefined;
  readonly id: string | undefined;
  /** ARN of the session's issuer, or of the principal itself. */
  readonly arn: string | undefined;
  /** How to call it when it has neither ARN nor name nor id. */
  readonly label: string;
}

/**
 * The mentions behind a credential: one, or two for a federated user, who cannot be investigated while the IAM user that
 * issued the session can.
 */
export function credentialMentions(credential: Credential): readonly Mention[] {
  const { label, ...told } = credential;
  if (principalKindOf(credential.type) !== "federated-user") {
    return [{ ...told, what: told.arn ?? told.name ?? told.id ?? label }];
  }
  const { arn, ...session } = told;
  const federated = { ...session, what: told.name ?? told.id ?? label };
  const { grade, stance, partition, accountId } = told;
  return arn === undefined ? [federated] : [federated, { grade, stance, partition, accountId, arn, what: arn }];
}
