import type { BriefPrincipal, FindingBrief } from "./brief/finding-brief.ts";
import { evidenceLine } from "./evidence-line.ts";
import { byText, present } from "./fact.ts";
import { inertIdentifier, inertText, shorten } from "./inert-text.ts";
import { joinWithin } from "./item-list.ts";
import { factsOf, investigatedIn, inWords } from "./note.ts";
import { reasonInWords } from "./reason.ts";
import { cleanText } from "./text.ts";

/** The user-defined fields that are ours, the one to be given up last first. */
export const ownFieldNames = [
  "investigate",
  "gumshoeVerdict",
  "gumshoeInvestigations",
  "gumshoeEvidence",
  "gumshoeReason",
  "gumshoeReport",
  "gumshoePrincipals",
  "gumshoeCoveredUntil",
  "gumshoeTactics",
  "gumshoeExecution",
] as const;
export type OwnFieldName = (typeof ownFieldNames)[number];

type Fields = Readonly<Record<string, string>>;

// What Security Hub takes: pairs for a finding, characters for a value (ours are counted in UTF-16 code units).
const pairsMax = 50;
const valueCharsMax = 1_024;

const investigateValues = {
  enriched: "complete",
  partial: "partial",
  parked: "parked",
  "not-investigable": "not-investigable",
} as const;

/**
 * Our fields for a brief. Those with nothing to say are left out: Security Hub takes no empty value. `gumshoeReport` leads to the
 * saved report where there is one, else to Detective's own.
 */
export function ownFields(brief: FindingBrief, executionArn: string): ReadonlyMap<OwnFieldName, string> {
  const { outcome, verdict, coveredUntil, principals } = brief;
  const investigated = investigatedIn(brief);
  const investigations = investigated.map(({ investigation }) => investigation);
  const values: Readonly<Record<OwnFieldName, string | undefined>> = {
    investigate: investigateValues[outcome],
    gumshoeVerdict: verdict,
    gumshoeInvestigations: list(
      investigated.map(({ name, investigation }) => `${inertIdentifier(name, 128)}=${inertText(investigation.id, 64)}`),
    ),
    gumshoeEvidence: evidenceLine(investigated.map(factsOf), valueCharsMax),
    gumshoeReason: list(reasons(brief)),
    gumshoeReport: investigations[0]?.report ?? investigations[0]?.detective,
    gumshoePrincipals: list(principals.map(({ arn }) => inertIdentifier(arn, 700))),
    gumshoeCoveredUntil: coveredUntil,
    gumshoeTactics: list([...new Set(investigations.flatMap(({ tactics }) => present(tactics, 48)))]),
    gumshoeExecution: cleanText(executionArn, valueCharsMax),
  };
  return new Map(ownFieldNames.flatMap((name) => (values[name] ? [[name, shorten(values[name], valueCharsMax)]] : [])));
}

/**
 * The whole map to write: fields of others untouched, ours as they are now, our stale ones gone. Where 50 pairs do not
 * hold them all ours give way, `gumshoeExecution` first and `investigate` last; when others fill all 50, none of ours
 * is written and the note alone tells.
 */
export function mergeFields(stored: Fields, ours: ReadonlyMap<OwnFieldName, string>): Fields {
  const foreign = Object.entries(stored).filter(([name]) => !isOwn(name));
  const room = Math.max(0, pairsMax - foreign.length);
  const entries = [...foreign, ...[...ours].slice(0, room)];
  return Object.fromEntries(entries.sort(([a], [b]) => byText(a, b)));
}

// What a try that investigated nothing has to tell; all else that is there is the result of an earlier one.
const toldByFailure: ReadonlySet<OwnFieldName> = new Set(["investigate", "gumshoeReason", "gumshoeExecution"]);

/** Our fields after a try that investigated nothing: it tells of itself, and takes away nothing that an earlier one found. */
export function fieldsOfFailure(
  stored: Fields,
  failure: ReadonlyMap<OwnFieldName, string>,
): ReadonlyMap<OwnFieldName, string> {
  const earlier = new Map(Object.entries(stored));
  return new Map(
    ownFieldNames.flatMap((name) => {
      const value = (toldByFailure.has(name) ? undefined : earlier.get(name)) ?? failure.get(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** True when the maps say the same, whatever execution said it. */
export function sameFields(a: Fields, b: Fields): boolean {
  const told = (fields: Fields) =>
    JSON.stringify(
      Object.entries(fields)
        .filter(([name]) => name !== "gumshoeExecution")
        .sort(([nameOfA], [nameOfB]) => byText(nameOfA, nameOfB)),
    );
  return told(a) === told(b);
}

/** `root: Detective does not investigate the root user`: codes to search for, words to read; each reason once. */
function reasons({ principals, excluded }: FindingBrief): readonly string[] {
  const of = (...outcomes: readonly BriefPrincipal["outcome"][]) =>
    principals.filter(({ outcome }) => outcomes.includes(outcome));
  const incomplete = principals.filter(({ investigation }) => investigation?.complete === false);
  const unknown = of("not-investigable").map(({ code, reason = "" }) => `${code}: ${inertText(reason, 240)}`);
  const left = excluded.map(({ reason }) => `${reason}: ${reasonInWords(reason)}`);
  return [
    ...of("failed", "timed-out").map(
      (principal) => `${principal.code}: ${inWords(principal)} ${inertText(principal.reason ?? "", 240)}`,
    ),
    ...incomplete.map((principal) => `evidence-incomplete: ${inWords(principal)}`),
    ...new Set([...unknown, ...left]),
  ];
}

// `;` and the blank are in no IAM name.
function list(items: readonly string[]): string {
  return joinWithin(items, "; ", valueCharsMax);
}

function isOwn(name: string): boolean {
  return ownFieldNames.some((own) => own === name);
}
