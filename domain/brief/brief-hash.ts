import { hash } from "node:crypto";
import { byText } from "../fact.ts";
import { type BriefPart, briefParts, type FindingBrief } from "./finding-brief.ts";
import type { Observable } from "./observable.ts";

/** A brief as far as it was told before: enough to say what has changed since. */
export interface ToldBrief {
  readonly parts: Readonly<Partial<Record<BriefPart, string>>>;
  /** When, ISO 8601. */
  readonly at: string;
}

/** What the hashes are made of. */
type Hashed = Pick<FindingBrief, "finding" | "severity" | "case" | "outcome" | "principals" | "excluded"> & {
  readonly observables: readonly Observable[];
};

/**
 * A short hash of each part, over what bears meaning: not over versions, times, counts, links, or who investigated when; nor over
 * what only the investigation's full report tells, for it cannot always be read. The same in whatever order things are told.
 *
 * | part | is made of |
 * |---|---|
 * | finding | id, type, title, description, product, account, Region, sample |
 * | severity | label, the product's score |
 * | case | record state; open, resolved or suppressed: Security Hub puts NOTIFIED back to NEW by itself |
 * | principals | who they are and how each of them ended, what was excluded and why |
 * | evidence | severity, facts and tactics of each investigation, and whether they are all |
 * | observables | type and value of what the finding itself tells; ports, sessions and temporary keys apart, which every occurrence has anew |
 */
export function partsOf(brief: Hashed): Record<BriefPart, string> {
  const { finding, severity, outcome, principals, excluded, observables } = brief;
  const { id, productArn, type, title, description, product, accountId, region, sample } = finding;
  const content: Record<BriefPart, unknown> = {
    finding: [id, productArn, type, title, description, product, accountId, region, sample],
    severity: [severity.label, severity.product ?? null],
    case: caseInHash(brief.case),
    principals: [
      outcome,
      ordered(principals.map((principal) => [principal.arn, principal.outcome, principal.code ?? null])),
      ordered(excluded.map(({ what, reason }) => [what, reason])),
    ],
    evidence: ordered(
      principals.flatMap(({ arn, investigation }) => {
        if (investigation === undefined) return [];
        const { severity: told, complete, facts, tactics } = investigation;
        return [[arn, told ?? null, complete, ordered(facts), ordered(tactics)]];
      }),
    ),
    observables: ordered(observables.filter(isLasting).map(({ type, value }) => [type, value])),
  };
  return Object.fromEntries(briefParts.map((part) => [part, digest(content[part], 8)])) as Record<BriefPart, string>;
}

/** Over all parts. */
export function hashOf(parts: Readonly<Record<BriefPart, string>>): string {
  return digest(
    briefParts.map((part) => parts[part]),
    16,
  );
}

/** What has changed since it was told; a part that was not known then has not. */
export function changeSince(
  told: ToldBrief | undefined,
  parts: Readonly<Record<BriefPart, string>>,
): FindingBrief["change"] {
  if (told === undefined) return undefined;
  const what = briefParts.filter((part) => told.parts[part] !== undefined && told.parts[part] !== parts[part]);
  return { since: told.at, what };
}

function caseInHash({ status, recordState }: FindingBrief["case"]) {
  return [status === "NOTIFIED" ? "NEW" : status, recordState];
}

function isLasting({ type, value }: Observable): boolean {
  return type !== "port" && type !== "session" && !(type === "access-key" && value.startsWith("ASIA"));
}

function ordered(items: readonly unknown[]): readonly string[] {
  return [...new Set(items.map((item) => JSON.stringify(item)))].sort(byText);
}

function digest(content: unknown, hexDigits: number): string {
  return hash("sha256", JSON.stringify(content)).slice(0, hexDigits);
}
