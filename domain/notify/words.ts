import type { FindingBrief } from "../brief/finding-brief.ts";
import { SeverityLabel } from "../contract.ts";
import { inertIdentifier, inertText } from "../inert-text.ts";

const nameCharsMax = 64;

/** A name as text and no more: what reads as a domain is no longer one. */
export function nameInWords(name: string): string {
  return inertText(inertIdentifier(name, nameCharsMax), nameCharsMax);
}

/** Severity of the finding and what Detective says of it: `HIGH, Detective says CRITICAL`. */
export function severityInWords(brief: FindingBrief): string {
  return `${brief.finding.sample ? "SAMPLE, " : ""}${brief.severity.label}, ${verdictInWords(brief)}`;
}

function verdictInWords({ outcome, verdict }: FindingBrief): string {
  if (outcome === "not-investigable") return "not investigable";
  if (outcome === "parked") return "investigation failed";
  const part = outcome === "partial" ? " so far" : "";
  return verdict === "NONE" ? `no Detective verdict${part}` : `Detective says ${verdict}${part}`;
}

/** How grave it is all in all, 0 to 4: the finding's own severity or the verdict, whichever is graver. */
export function gravityOf({ severity, verdict }: Pick<FindingBrief, "severity" | "verdict">): number {
  return Math.max(severity.rank, gravityOfLabel(verdict));
}

/** Where a label stands among all, 0 INFORMATIONAL to 4 CRITICAL; -1 when there is none. */
export function gravityOfLabel(label: string): number {
  return ascending.indexOf(label);
}

const ascending: readonly string[] = SeverityLabel.options;

/** The label of a gravity. */
export function labelOfGravity(gravity: number): SeverityLabel {
  return SeverityLabel.options[gravity] ?? "INFORMATIONAL";
}

/** The gravest principal and how many more there are; the account where there is none. */
export function whoInWords({ principals, finding }: FindingBrief): string {
  const [gravest, ...others] = principals;
  if (!gravest) return `account ${accountInWords({ finding })}`;
  return `${gravest.type} ${nameInWords(gravest.name)}${others.length > 0 ? ` +${others.length} more` : ""}`;
}

/** The type of the finding as people say it: `Unauthorized access: instance credential exfiltration (outside AWS)`. */
export function whatInWords({ finding }: FindingBrief): string {
  const parts = finding.typeParts;
  if (!parts) return inertText(finding.type, 160);
  const mechanism = parts.mechanism === undefined ? "" : ` (${spaced(parts.mechanism)})`;
  const purpose = spaced(parts.purpose);
  return inertText(`${purpose.charAt(0).toUpperCase()}${purpose.slice(1)}: ${spaced(parts.family)}${mechanism}`, 160);
}

/** The heart of the type, where room is scarce. */
export function familyInWords({ finding }: FindingBrief): string {
  const family = finding.typeParts?.family ?? finding.type.split(/[:/]/).at(-1) ?? "";
  return inertText(spaced(family), 60);
}

/** `InstanceCredentialExfiltration` → `instance credential exfiltration`; what is all capitals stays so. */
function spaced(word: string): string {
  return word
    .replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, " ")
    .replace(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase());
}

/** The account's id, which is twelve digits. */
export function accountInWords({ finding }: Pick<FindingBrief, "finding">): string {
  return inertText(finding.accountId, 12);
}

/** `account 111122223333, eu-west-1`. */
export function whereInWords({ finding }: FindingBrief): string {
  return `account ${accountInWords({ finding })}, ${inertText(finding.region, 40)}`;
}

/** `2026-11-19 02:14 to 02:20 UTC, 3 times`. */
export function whenInWords({ finding }: FindingBrief): string {
  const [first, last] = [minuteOf(finding.firstSeenAt), minuteOf(finding.lastSeenAt)];
  const sameDay = first.slice(0, 10) === last.slice(0, 10);
  const span = first === last ? first : `${first} to ${sameDay ? last.slice(11) : last}`;
  const count = finding.count !== undefined && finding.count > 1 ? `, ${finding.count} times` : "";
  return `${span} UTC${count}`;
}

/** 2026-11-19T02:14:07.000Z → 2026-11-19 02:14 */
export function minuteOf(at: string): string {
  return at.slice(0, 16).replace("T", " ");
}

/** The first few, and how many more there are. */
export function firstOf(items: readonly string[], most: number): readonly string[] {
  const more = items.length - most;
  return more > 0 ? [...items.slice(0, most), `and ${more} more`] : items;
}
