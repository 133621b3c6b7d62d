import type { SeverityLabel } from "./contract.ts";
import type { DeadLetter } from "./dead-letter.ts";
import type { DeadLetterFinding } from "./dead-letter-finding.ts";
import { parseIamArn } from "./iam-arn.ts";
import type { Instant } from "./instant.ts";

/** Which dead letters are meant: those that pass every filter given. None given: all. */
export interface DeadLetterSelection {
  readonly reasons?: readonly DeadLetter["reason"][];
  /** A name, or an ARN with or without the path. */
  readonly principal?: string;
  /** The finding's account. */
  readonly account?: string;
  readonly severities?: readonly SeverityLabel[];
  /** The whole id, or its last part. */
  readonly finding?: string;
  readonly attempt?: { readonly min: number; readonly max: number };
  /** Waiting for at least this long. */
  readonly olderThanMs?: number;
  /** Waiting for at most this long. */
  readonly newerThanMs?: number;
}

/** Whether a dead letter is meant. Of a message with several findings one has to pass: messages are replayed whole. */
export function isSelected(letter: DeadLetter, selection: DeadLetterSelection, now: Instant): boolean {
  const {
    reasons,
    attempt,
    olderThanMs = Number.NEGATIVE_INFINITY,
    newerThanMs = Number.POSITIVE_INFINITY,
  } = selection;
  const ageMs = now - Date.parse(letter.waitingSince);
  const fits = attempt === undefined || (letter.attempt >= attempt.min && letter.attempt <= attempt.max);
  if (!fits || ageMs < olderThanMs || ageMs > newerThanMs) return false;
  if (reasons && !reasons.includes(letter.reason)) return false;
  return !asksForFinding(selection) || letter.findings.some((finding) => isMeant(finding, selection));
}

function asksForFinding({ principal, account, severities, finding }: DeadLetterSelection): boolean {
  return [principal, account, severities, finding].some((filter) => filter !== undefined);
}

function isMeant(finding: DeadLetterFinding, selection: DeadLetterSelection): boolean {
  const { principal, account, severities, finding: id } = selection;
  if (account !== undefined && finding.accountId !== account) return false;
  if (severities && !(finding.severity && severities.includes(finding.severity))) return false;
  if (id !== undefined && !isIdOf(id, finding)) return false;
  return principal === undefined || finding.principals.some((arn) => isPrincipal(arn, principal));
}

/** Whether a text names the finding: its id, or the end of it after `/` or `:`. */
export function isIdOf(text: string, { id }: { readonly id: string }): boolean {
  return id === text || id.endsWith(`/${text}`) || id.endsWith(`:${text}`);
}

// IAM names are unique whatever their case and path.
function isPrincipal(arn: string, wanted: string): boolean {
  return arn === wanted || keyOf(arn) === keyOf(wanted) || nameOf(arn) === wanted.toLowerCase();
}

function keyOf(arn: string): string {
  const parsed = parseIamArn(arn);
  if (parsed?.kind !== "role" && parsed?.kind !== "user") return arn;
  return `${parsed.partition}/${parsed.accountId}/${parsed.kind}/${parsed.name.toLowerCase()}`;
}

function nameOf(arn: string): string | undefined {
  return arn.split("/").at(-1)?.toLowerCase();
}
