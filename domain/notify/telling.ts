import type { BriefPrincipal, FindingBrief } from "../brief/finding-brief.ts";
import { inertText } from "../inert-text.ts";
import { reasonInWords } from "../reason.ts";
import type { Change } from "./change.ts";
import {
  firstOf,
  minuteOf,
  nameInWords,
  severityInWords,
  whatInWords,
  whenInWords,
  whereInWords,
  whoInWords,
} from "./words.ts";

const shownMax = 5;
const reasonsMax = 3;

/** A suggestion, with the lines for a shell as they are. */
export interface Step {
  readonly text: string;
  readonly why: string;
  readonly cli: readonly string[];
}

/**
 * What a person is told of a finding, point by point, for every channel. Texts are inert: one line, no markup, no link; commands and
 * links are as they were, and safe to show only as what they are.
 */
export interface Telling {
  /** All of it in one sentence: a lock screen shows no more. */
  readonly headline: string;
  readonly title: string;
  readonly change: Change | undefined;
  readonly who: readonly string[];
  readonly what: string;
  readonly where: string;
  readonly why: readonly string[];
  readonly caveats: readonly string[];
  /** Addresses flagged by threat intelligence. */
  readonly flagged: readonly string[];
  readonly steps: readonly Step[];
  readonly state: string;
  readonly links: readonly (readonly [label: string, url: string])[];
}

export function tellingOf(brief: FindingBrief, change?: Change): Telling {
  const { finding, story, observables } = brief;
  const flagged = [...new Set(observables.flatMap(({ flagged, value }) => (flagged ? [inertText(value, 64)] : [])))];
  return {
    headline: headlineOf(brief),
    title: inertText(finding.title, 256),
    change,
    who: firstOf(brief.principals.map(principalInWords), shownMax)
      .concat(excludedInWords(brief))
      .map((line) => inertText(line, 300)),
    what: whatInWords(brief),
    where: `${whereInWords(brief)}; ${whenInWords(brief)}; reported by ${inertText(finding.product, 64)}`,
    why: reasonsOf(brief).map((reason) => inertText(reason, 300)),
    caveats: [...caveatsOf(brief), ...story.caveats].map((caveat) => inertText(caveat, 240)),
    flagged: firstOf(flagged, shownMax),
    steps: brief.nextSteps.map((step) => stepOf(step, brief.principals)),
    state: stateInWords(brief),
    links: linksOf(brief),
  };
}

/** Severity and verdict, who, where: the first line of everything. */
export function headlineOf(brief: FindingBrief): string {
  const where = brief.principals.length > 0 ? ` in ${whereInWords(brief)}` : `, ${inertText(brief.finding.region, 40)}`;
  return inertText(`${severityInWords(brief)}: ${whoInWords(brief)}${where}`, 250);
}

function principalInWords({ type, name, accountId, outcome, reason, investigation }: BriefPrincipal): string {
  const who = `${type} ${nameInWords(name)} of account ${inertText(accountId, 12)}`;
  const said = outcome.replaceAll("-", " ");
  const why = reason === undefined || reason === said ? "" : `, ${inertText(reason, 160)}`;
  if (outcome !== "investigated") return `${who}: ${said}${why}`;
  const verdict = investigation?.severity ?? "no verdict";
  return `${who}: Detective says ${verdict}${investigation?.complete === false ? ", not all evidence could be read" : ""}`;
}

/** Of several principals it says whom it is about. */
function stepOf(
  { text, why, cli = [], principal }: FindingBrief["nextSteps"][number],
  principals: FindingBrief["principals"],
): Step {
  const about = principals.length > 1 ? principals.find(({ arn }) => arn === principal) : undefined;
  const whom = about ? `${nameInWords(about.name)}: ` : "";
  return { text: inertText(`${whom}${text}`, 300), why: inertText(why, 240), cli };
}

function excludedInWords({ excluded, principals }: FindingBrief): readonly string[] {
  const inWords = excluded.map(
    ({ what, reason }) => `${inertText(what, 120)}: not investigable, ${reasonInWords(reason)}`,
  );
  return principals.length > 0 && inWords.length > 1
    ? [`${inWords.length} mentions that are not investigable`]
    : firstOf(inWords, shownMax);
}

/** What the story says; what the investigations say where there is none. */
function reasonsOf({ story, principals }: FindingBrief): readonly string[] {
  const facts = principals.flatMap(({ investigation }) => investigation?.facts ?? []);
  return (story.how.length > 0 ? [...story.how.slice(0, reasonsMax), ...story.where.slice(0, 1)] : facts).slice(
    0,
    reasonsMax + 1,
  );
}

function caveatsOf({ outcome, verdict, story }: FindingBrief): readonly string[] {
  if (outcome === "parked")
    return ["The investigation failed: nothing is known about the principals. It waits in the dead-letter queue."];
  if (outcome === "partial") return ["Not everything could be investigated: there may be more."];
  return verdict === "NONE" && story.caveats.length === 0 ? ["No verdict is known, which does not mean clean."] : [];
}

function stateInWords({ case: { status, recordState, openedAt }, coveredUntil }: FindingBrief): string {
  const archived = recordState === "ARCHIVED" ? ", archived" : "";
  const since = openedAt === undefined ? "" : ` since ${minuteOf(openedAt)} UTC`;
  const reach = coveredUntil === undefined ? "" : `; evidence reaches until ${minuteOf(coveredUntil)} UTC`;
  return `${status}${archived}${since}${reach}`;
}

// What a link of ours is made of: the console, or a bucket. Anything else could break out of the line, or lead elsewhere under our name.
const linkForm =
  /^https:\/\/(?:[\w-]+\.)*(?:amazon\.com|amazonaws\.com|amazonaws\.cn|amazonaws\.com\.cn|amazonaws-us-gov\.com)\/[\w.~:/?#@!$&'()*+,;=%-]*$/;

function linksOf({ links }: FindingBrief): Telling["links"] {
  const all: readonly (readonly [string, string | undefined])[] = [
    ["Report", links.report],
    ["Detective", links.detective],
    ["Security Hub", links.securityHub],
    ["GuardDuty", links.guardDuty],
    ["Execution", links.execution],
  ];
  return all.flatMap(([label, url]) => (url !== undefined && linkForm.test(url) ? [[label, url] as const] : []));
}
