import type { PrincipalInvestigated, PrincipalSettled } from "./contract.ts";
import { evidenceLine } from "./evidence-line.ts";
import { failureInWords } from "./failure.ts";
import { inertIdentifier, shorten } from "./inert-text.ts";
import { formatInstant } from "./instant.ts";
import { joinWithin } from "./item-list.ts";
import { reasonInWords } from "./reason.ts";
import { reportLink } from "./report-link.ts";
import { evidenceIncomplete, type Verdict } from "./verdict.ts";

/**
 * What Security Hub takes as a note, in UTF-16 code units (code points are never more).
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_NoteUpdate.html
 */
export const noteCharsMax = 512;

// The head takes at most 60 + 120 + 120 of them, so that evidence, reach and link find room.
const principalsCharsMax = 120;
// Less of a sentence than this tells nothing.
const evidenceCharsMin = 24;

/**
 * What an analyst reads: verdict, principals, strongest evidence, until when it reaches, link to the report, in this order.
 * The link is kept whole or left out; evidence gives way first. Never more than `charsMax`, never empty, one line.
 * @param charsMax in UTF-16 code units, at least 1
 */
export function writeNote(verdict: Verdict, charsMax: number = noteCharsMax): string {
  if (verdict.investigated.length === 0) return shorten(nothingInvestigated(verdict), charsMax);
  const head = shorten(`${verdictInWords(verdict)}${gapsInWords(verdict)}`, charsMax);
  const tail = tailParts(verdict).reduce(
    (kept, part) => (head.length + kept.length + part.length <= charsMax ? `${kept}${part}` : kept),
    "",
  );
  return `${head}${evidenceInWords(verdict, charsMax - head.length - tail.length)}${tail}`;
}

function nothingInvestigated(verdict: Verdict): string {
  const reasons = [...verdict.unknown, ...verdict.excluded].map(({ reason }) => reasonInWords(reason));
  if (verdict.outcome === "not-investigable")
    return `Not investigated: ${joinWithin([...new Set(reasons)], "; ", 400)}.`;
  return `No verdict.${gapsInWords(verdict)} Nothing is known about this finding yet; it waits in the dead-letter queue to be replayed.`;
}

function verdictInWords({ severity, outcome, investigated }: Verdict): string {
  const several = investigated.length > 1;
  const named = investigated.map(
    (principal) => `${inWords(principal)}${several ? ` ${principal.severity ?? "NONE"}` : ""}`,
  );
  const state = outcome === "partial" ? " (partial)" : "";
  return `Detective verdict ${severity}${state}: ${joinWithin(named, ", ", principalsCharsMax)}.`;
}

function gapsInWords(verdict: Verdict): string {
  const gaps = [
    ...verdict.failed.map((principal) => `${inWords(principal)} ${failureInWords(principal)}`),
    ...verdict.unknown.map((principal) => `${inWords(principal)} unknown to Detective`),
  ];
  return gaps.length > 0 ? ` Not investigated: ${joinWithin(gaps, ", ", principalsCharsMax)}.` : "";
}

function evidenceInWords(verdict: Verdict, roomChars: number): string {
  const more = evidenceIncomplete(verdict) ? " Not all evidence could be read." : "";
  const room = roomChars - more.length - " Evidence: .".length;
  if (room < evidenceCharsMin) return more.length <= roomChars ? more : "";
  const evidence = evidenceLine(verdict.investigated, room);
  if (evidence !== "") return ` Evidence: ${evidence}.${more}`;
  return more || " No indicators found.";
}

function tailParts({ coveredUntil, investigated }: Verdict): readonly string[] {
  const [gravest] = investigated;
  const link = gravest && reportLink(gravest);
  return [
    ...(coveredUntil === undefined ? [] : [` Reaches until ${minuteOf(coveredUntil)}.`]),
    ...(link === undefined ? [] : [` Report: ${link}`]),
  ];
}

// 2026-11-20T16:40:00.000Z → 2026-11-20 16:40 UTC
function minuteOf(at: string): string {
  return `${formatInstant(Date.parse(at)).slice(0, 16).replace("T", " ")} UTC`;
}

/** `role deploy`, `user alice`. */
export function inWords({ arn, name }: Pick<PrincipalSettled | PrincipalInvestigated, "arn" | "name">): string {
  const type = /:(role|user)\//.exec(arn)?.[1] ?? "principal";
  return `${type} ${inertIdentifier(name, 64)}`;
}
