import { evidenceLine } from "./evidence-line.ts";
import { byText, present } from "./fact.ts";
import { failureCode, failureInWords } from "./failure.ts";
import { inertIdentifier, inertText, shorten } from "./inert-text.ts";
import { joinWithin } from "./item-list.ts";
import { inWords } from "./note.ts";
import { reasonInWords } from "./reason.ts";
import { reportLink } from "./report-link.ts";
import { cleanText } from "./text.ts";
import type { Verdict } from "./verdict.ts";

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

/** Our fields for a verdict. Those with nothing to say are left out: Security Hub takes no empty value. */
export function ownFields(verdict: Verdict, executionArn: string): ReadonlyMap<OwnFieldName, string> {
  const { investigated, coveredUntil } = verdict;
  const [gravest] = investigated;
  const values: Readonly<Record<OwnFieldName, string | undefined>> = {
    investigate: investigateValues[verdict.outcome],
    gumshoeVerdict: verdict.severity,
    gumshoeInvestigations: list(
      investigated.map((one) => `${inertIdentifier(one.name, 128)}=${inertText(one.investigationId, 64)}`),
    ),
    gumshoeEvidence: evidenceLine(investigated, valueCharsMax),
    gumshoeReason: list(reasons(verdict)),
    gumshoeReport: gravest && reportLink(gravest),
    gumshoePrincipals: list(principalArns(verdict)),
    gumshoeCoveredUntil: coveredUntil,
    gumshoeTactics: list([...new Set(investigated.flatMap(({ evidence }) => present(evidence.tactics, 48)))]),
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
function reasons({ investigated, failed, unknown, excluded }: Verdict): readonly string[] {
  const incomplete = investigated.filter(({ evidence }) => !evidence.complete);
  const left = [...unknown, ...excluded].map(({ reason }) => `${reason}: ${reasonInWords(reason)}`);
  return [
    ...failed.map((principal) => `${failureCode(principal)}: ${inWords(principal)} ${failureInWords(principal)}`),
    ...incomplete.map((principal) => `evidence-incomplete: ${inWords(principal)}`),
    ...new Set(left),
  ];
}

function principalArns({ investigated, failed, unknown }: Verdict): readonly string[] {
  return [...investigated, ...failed, ...unknown].map(({ arn }) => inertIdentifier(arn, 700));
}

// `;` and the blank are in no IAM name.
function list(items: readonly string[]): string {
  return joinWithin(items, "; ", valueCharsMax);
}

function isOwn(name: string): boolean {
  return ownFieldNames.some((own) => own === name);
}
