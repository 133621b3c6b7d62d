import type { SlimFinding } from "../contract.ts";
import { leftOut } from "../evidence-line.ts";
import { shorten } from "../inert-text.ts";
import { minuteInWords } from "../instant.ts";
import { joinWithin } from "../item-list.ts";
import { reasonInWords } from "../reason.ts";
import type { InvestigationReport } from "../report/investigation-report.ts";
import type { NextStep } from "../report/story.ts";
import type { Verdict } from "../verdict.ts";
import type { BriefPrincipal, FindingBrief } from "./finding-brief.ts";
import { severityRank } from "./finding-case.ts";

type Story = FindingBrief["story"];
type Step = FindingBrief["nextSteps"][number];

/** A principal with what is told of it; `lines` strongest first. */
interface Voice<T> {
  readonly principal: BriefPrincipal;
  readonly lines: readonly T[];
}

/**
 * What is told of all principals together: the strongest sentence of each, gravest principal first, then the second ones. What
 * is said of several principals is said once; with several principals each sentence names whom it is about. Of an
 * investigation whose report could not be read the facts are told.
 */
export function briefStoryOf(
  finding: SlimFinding,
  verdict: Verdict,
  principals: readonly BriefPrincipal[],
  reports: ReadonlyMap<string, InvestigationReport>,
): Story {
  const tell = (linesOf: (principal: BriefPrincipal) => readonly string[], sentencesMax: number) =>
    sentences(
      principals.map((principal) => ({ principal, lines: linesOf(principal) })),
      sentencesMax,
    );
  const storyOf = ({ investigation }: BriefPrincipal) => reports.get(investigation?.id ?? "")?.story;
  const where = tell((principal) => storyOf(principal)?.where ?? [], 8);
  const caveats = tell((principal) => storyOf(principal)?.caveats ?? [], 6);
  return {
    how: tell((principal) => storyOf(principal)?.how ?? factsOf(principal), 12),
    where: where.length > 0 ? where : [seenInWords(finding)],
    caveats: [...gapsInWords(verdict, principals, reports), ...caveats].slice(0, 6).map((text) => shorten(text, 240)),
  };
}

/**
 * At most five steps over all principals, the best ones first: those of a milder principal wait as many turns as it is milder than
 * the gravest by bands of severity.
 */
export function nextStepsOf(
  principals: readonly BriefPrincipal[],
  reports: ReadonlyMap<string, InvestigationReport>,
): Step[] {
  const gravest = Math.max(0, ...principals.map(rankOf));
  const voices = principals.map((principal) => {
    const waiting: undefined[] = Array.from({ length: gravest - rankOf(principal) });
    const steps = reports.get(principal.investigation?.id ?? "")?.story.now ?? [];
    return { principal, lines: [...waiting, ...steps] };
  });
  return inTurn<NextStep | undefined>(voices)
    .flatMap(({ principal, line }) => (line === undefined ? [] : [{ ...line, principal: principal.arn }]))
    .slice(0, 5);
}

function rankOf({ investigation }: BriefPrincipal): number {
  return severityRank(investigation?.severity ?? "INFORMATIONAL");
}

function sentences(voices: readonly Voice<string>[], sentencesMax: number): string[] {
  const several = voices.length > 1;
  const saidOf = new Map<string, string[]>();
  for (const { principal, line } of inTurn(voices)) {
    const names = saidOf.get(line) ?? [];
    if (!names.includes(principal.name)) saidOf.set(line, [...names, principal.name]);
  }
  return [...saidOf]
    .slice(0, sentencesMax)
    .map(([line, names]) => shorten(several ? `${joinWithin(names, ", ", 120)}: ${line}` : line, 400));
}

/** The first line of each, then the second of each. */
function inTurn<T>(voices: readonly Voice<T>[]): { principal: BriefPrincipal; line: T }[] {
  const depth = Math.max(0, ...voices.map(({ lines }) => lines.length));
  return Array.from({ length: depth }, (_, at) =>
    voices.flatMap(({ principal, lines }) => lines.slice(at, at + 1).map((line) => ({ principal, line }))),
  ).flat();
}

function factsOf({ investigation }: BriefPrincipal): readonly string[] {
  return (investigation?.facts ?? []).filter((fact) => leftOut(fact) === undefined);
}

// What is known of any finding, where no investigation tells more.
function seenInWords({ firstActivityAt, lastActivityAt, accountId, region }: SlimFinding): string {
  const [first, last] = [firstActivityAt, lastActivityAt].map(minuteInWords);
  const until = first === last ? "" : `, last seen ${last}`;
  return `First seen ${first}${until}, in account ${accountId}, Region ${region}`;
}

function gapsInWords(
  { excluded, outcome, severity }: Verdict,
  principals: readonly BriefPrincipal[],
  reports: ReadonlyMap<string, InvestigationReport>,
): readonly string[] {
  const failed = principals.filter((principal) => principal.investigation === undefined);
  const unread = principals.filter(({ investigation }) => investigation && !reports.has(investigation.id));
  // A report that could be read says so itself.
  const incomplete = unread.filter(({ investigation }) => investigation?.complete === false);
  const about = (some: readonly BriefPrincipal[]) =>
    joinWithin(
      some.map(({ type, name }) => `${type} ${name}`),
      ", ",
      140,
    );
  return [
    ...failed.map(({ type, name, reason = "" }) => `Not investigated: ${type} ${shorten(name, 64)} (${reason})`),
    ...new Set(excluded.map(({ reason }) => `Not investigated: ${reasonInWords(reason)}`)),
    ...(incomplete.length > 0 ? [`Not all evidence could be read of ${about(incomplete)}`] : []),
    ...(unread.length > 0 ? [`Only the strongest facts are known of ${about(unread)}`] : []),
    ...(severity === "NONE" && outcome !== "enriched"
      ? ["No severity is known, which does not mean that it is clean"]
      : []),
  ];
}
