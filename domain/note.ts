import type { BriefInvestigation, BriefPrincipal, FindingBrief } from "./brief/finding-brief.ts";
import { evidenceLine } from "./evidence-line.ts";
import { inertIdentifier, inertText, shorten } from "./inert-text.ts";
import { minuteInWords } from "./instant.ts";
import { joinWithin } from "./item-list.ts";
import { reasonInWords } from "./reason.ts";

/**
 * What Security Hub takes as a note, in UTF-16 code units (code points are never more).
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_NoteUpdate.html
 */
export const noteCharsMax = 512;

// The head takes at most 60 + 120 + 120 of them, so that evidence, reach and link find room.
const principalsCharsMax = 120;
// Less of a sentence than this tells nothing.
const evidenceCharsMin = 24;

/** What the renderings below need of a brief. */
type Told = Pick<FindingBrief, "outcome" | "verdict" | "principals" | "excluded" | "coveredUntil">;

/**
 * What an analyst reads: verdict, principals, strongest evidence, until when it reaches, link to the report in Detective, in this
 * order, and where all that leaves room, the link to the saved report. Links are kept whole or left out; evidence gives way
 * to the first, never to the second. Never more than `charsMax`, never empty, one line.
 * @param charsMax in UTF-16 code units, at least 1
 */
export function writeNote(brief: Told, charsMax: number = noteCharsMax): string {
  const investigated = investigatedIn(brief);
  const [gravest] = investigated;
  if (gravest === undefined) return shorten(nothingInvestigated(brief), charsMax);
  const head = shorten(`${verdictInWords(brief, investigated)}${gapsInWords(brief)}`, charsMax);
  const tail = tailParts(brief, gravest).reduce(
    (kept, part) => (head.length + kept.length + part.length <= charsMax ? `${kept}${part}` : kept),
    "",
  );
  const note = `${head}${evidenceInWords(investigated, charsMax - head.length - tail.length)}${tail}`;
  const { report } = gravest.investigation;
  const saved = report === undefined ? "" : ` Saved: ${report}`;
  return note.length + saved.length <= charsMax ? `${note}${saved}` : note;
}

/** A principal that was investigated. */
export type Investigated = BriefPrincipal & { readonly investigation: BriefInvestigation };

/** Gravest first. */
export function investigatedIn({ principals }: Pick<FindingBrief, "principals">): readonly Investigated[] {
  return principals.filter((principal): principal is Investigated => principal.investigation !== undefined);
}

function nothingInvestigated(brief: Told): string {
  if (brief.outcome === "not-investigable") {
    const unknown = brief.principals.map(({ reason = "" }) => inertText(reason, 240));
    const reasons = [...unknown, ...brief.excluded.map(({ reason }) => reasonInWords(reason))];
    return `Not investigated: ${joinWithin([...new Set(reasons)], "; ", 400)}.`;
  }
  return `No verdict.${gapsInWords(brief)} Nothing is known about this finding yet; it waits in the dead-letter queue to be replayed.`;
}

function verdictInWords({ verdict, outcome }: Told, investigated: readonly Investigated[]): string {
  const several = investigated.length > 1;
  const named = investigated.map(
    (principal) => `${inWords(principal)}${several ? ` ${principal.investigation.severity ?? "NONE"}` : ""}`,
  );
  const state = outcome === "partial" ? " (partial)" : "";
  return `Detective verdict ${verdict}${state}: ${joinWithin(named, ", ", principalsCharsMax)}.`;
}

function gapsInWords({ principals }: Told): string {
  const gaps = principals
    .filter(({ outcome }) => outcome !== "investigated")
    .map((principal) => `${inWords(principal)} ${gapInWords(principal)}`);
  return gaps.length > 0 ? ` Not investigated: ${joinWithin(gaps, ", ", principalsCharsMax)}.` : "";
}

function gapInWords({ outcome, reason = "" }: BriefPrincipal): string {
  return outcome === "not-investigable" ? "unknown to Detective" : inertText(reason, 240);
}

function evidenceInWords(investigated: readonly Investigated[], roomChars: number): string {
  const isComplete = investigated.every(({ investigation }) => investigation.complete);
  const more = isComplete ? "" : " Not all evidence could be read.";
  const room = roomChars - more.length - " Evidence: .".length;
  if (room < evidenceCharsMin) return more.length <= roomChars ? more : "";
  const evidence = evidenceLine(investigated.map(factsOf), room);
  if (evidence !== "") return ` Evidence: ${evidence}.${more}`;
  return more || " No indicators found.";
}

/** What `evidenceLine` wants. */
export function factsOf({ name, investigation }: Investigated) {
  return { name, facts: investigation.facts };
}

function tailParts({ coveredUntil }: Told, { investigation }: Investigated): readonly string[] {
  const { detective } = investigation;
  return [
    ...(coveredUntil === undefined ? [] : [` Reaches until ${minuteInWords(coveredUntil)}.`]),
    ...(detective === undefined ? [] : [` Report: ${detective}`]),
  ];
}

/** `role deploy`, `user alice`. */
export function inWords({ arn, name }: Pick<BriefPrincipal, "arn" | "name">): string {
  const type = /:(role|user)\//.exec(arn)?.[1] ?? "principal";
  return `${type} ${inertIdentifier(name, 64)}`;
}
