import * as z from "zod";
import { type BriefPart, briefParts, FindingBrief } from "../brief/finding-brief.ts";
import { minuteOf } from "./words.ts";

/** What people were told of a finding last. */
export const Told = z.object({
  hash: FindingBrief.shape.hash,
  parts: FindingBrief.shape.parts,
  /** `UpdatedAt` of the version. */
  version: z.string(),
  at: z.iso.datetime(),
  /** `digest`: nobody was called for it. */
  how: z.enum(["message", "digest"]),
  severity: FindingBrief.shape.severity.shape.label,
  verdict: FindingBrief.shape.verdict,
});
export type Told = z.infer<typeof Told>;

/** What is new against what was told last. */
export interface Change {
  /** `2026-11-19 02:30 UTC` */
  readonly since: string;
  /** At least one sentence. */
  readonly what: readonly string[];
}

/**
 * What has changed since people were told, gravest first; undefined when nothing worth telling has. The state of the case alone is
 * nothing to tell: whoever changed it knows, and Security Hub sets it back to NEW by itself.
 * @see docs.aws.amazon.com/securityhub/latest/userguide/findings-workflow-status.html (read 2026-12-01)
 */
export function changeSince(told: Told, brief: FindingBrief): Change | undefined {
  if (told.hash === brief.hash) return undefined;
  const parts = briefParts.filter((part) => part !== "case" && told.parts[part] !== brief.parts[part]);
  const severity = fromTo("severity", told.severity, brief.severity.label);
  const verdict = fromTo("Detective verdict", told.verdict, brief.verdict);
  const others = parts.flatMap((part) => inWords[part] ?? []);
  const what = [...severity, ...verdict, ...others];
  return what.length > 0 ? { since: `${minuteOf(told.at)} UTC`, what } : undefined;
}

function fromTo(what: string, before: string, now: string): readonly string[] {
  return before === now ? [] : [`${what} from ${before} to ${now}`];
}

/** The severity is told with both its values. */
const inWords: Readonly<Partial<Record<BriefPart, string>>> = {
  principals: "other principals, or other outcomes of theirs",
  evidence: "new evidence",
  observables: "new addresses, names or other observables",
  finding: "the finding itself says something else",
};
