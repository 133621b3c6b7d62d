import { callSum, callsInWords } from "../call-count.ts";
import { byText, type Fact, grouped, listed } from "../fact.ts";
import { findingGroupFacts, relatedFindingFacts } from "../indicator-fact.ts";
import { noveltyFacts } from "../novelty-fact.ts";
import { tacticGravity } from "../tactic.ts";
import { untold } from "./observe.ts";
import type { AttackUse, Observed } from "./observed.ts";
import { addressInWords, apiInWords, counted, nameInWords } from "./words.ts";

const journeysShown = 2;
const tacticsShown = 4;
// A handful of errors is everyday life; a caller who is refused more often than not is feeling for what is allowed.
const manyFailures = 10;

/** How it happened, strongest first: one sentence for each kind of evidence, several for journeys and tactics. */
export function howSentences(observed: Observed): readonly string[] {
  return [
    ...flagged(observed.flaggedAddresses),
    ...journeys(observed.travel),
    ...failures(observed.apiCalls),
    ...tactics(observed),
    ...texts(findingGroupFacts(observed.findingGroups.map((id) => ({ kind: "related-finding-group", id: told(id) })))),
    ...texts(
      relatedFindingFacts(
        observed.relatedFindings.map(({ address, ...finding }) => ({
          kind: "related-finding",
          ...finding,
          ipAddress: address,
        })),
      ),
    ),
    ...texts(noveltyFacts(novelties(observed))),
  ];
}

function flagged(addresses: Observed["flaggedAddresses"]): readonly string[] {
  const named = addresses.filter(({ address }) => address !== untold);
  const reasons = [...new Set(addresses.map(({ reason }) => reason))].filter((reason) => reason !== intelligence);
  const [only] = addresses;
  if (only === undefined) return [];
  const by =
    reasons.length === 0 ? "AWS threat intelligence flags" : `is flagged (${listed(reasons.map(nameInWords), 2)})`;
  if (addresses.length === 1) {
    return [
      `Its credentials were used from ${told(only.address) ? addressInWords(only.address) : "an address"}, which ${by}`,
    ];
  }
  const list = listed(
    named.map(({ address }) => addressInWords(address)),
    3,
  );
  return [
    `Its credentials were used from ${addresses.length} addresses that ${by.replace(/^is /, "are ")}${list && `: ${list}`}`,
  ];
}

const intelligence = "AWS_THREAT_INTELLIGENCE";

function journeys(travel: Observed["travel"]): readonly string[] {
  const sentences = travel.map(({ fromPlace, fromAddress, toPlace, toAddress, hours }) => {
    const later = hours === undefined ? "soon after" : hours < 1 ? "within the hour" : `${hours} h later`;
    return `Its credentials were used in ${spot(fromPlace, fromAddress)} and ${later} in ${spot(toPlace, toAddress)}: nobody travels that fast`;
  });
  const hidden = sentences.length - journeysShown;
  return [
    ...sentences.slice(0, journeysShown),
    ...(hidden > 0 ? [`${counted(hidden, "more journey")} like that`] : []),
  ];
}

/** `Dublin, Ireland (198.51.100.10)`. */
export function spot(place: string | undefined, address: string | undefined): string {
  const where = told(place) && nameInWords(place ?? "");
  const from = told(address) && addressInWords(address ?? "");
  return where && from ? `${where} (${from})` : where || from || "an unknown place";
}

function failures(calls: Observed["apiCalls"]): readonly string[] {
  const failed = callSum(calls.map((call) => call.failures));
  const all = callSum([failed, ...calls.map(({ successes }) => successes)]);
  if (failed < manyFailures || failed * 2 < all) return [];
  return [
    `Many calls failed, ${failed.toLocaleString("en-US")} of ${all.toLocaleString("en-US")}: somebody is trying what it may do`,
  ];
}

/** A sentence for each tactic, the gravest first, with its techniques and the APIs that were called for it. */
function tactics({ attack, apiCalls }: Observed): readonly string[] {
  const byTactic = [...grouped(attack, ({ tactic }) => tactic ?? "")];
  const sentences = byTactic.map(([tactic, uses]) => {
    const successes = callSum(uses.map((use) => use.successes));
    const failed = callSum(uses.map((use) => use.failures));
    const apis = apiCalls.filter((call) => call.tactics.includes(tactic)).map(({ api }) => apiInWords(api));
    const named = listed(apis, 3);
    const calls = `${named && `${named} `}${successes + failed > 0 ? "called" : "observed"}${callsInWords(successes, failed)}`;
    const gravity = tacticGravity(tactic) * (successes > 0 ? 2 : 1);
    return { gravity, text: `${headed(uses)}: ${calls}` };
  });
  sentences.sort((a, b) => b.gravity - a.gravity || byText(a.text, b.text));
  const hidden = sentences.length - tacticsShown;
  return [
    ...sentences.slice(0, tacticsShown).map(({ text }) => text),
    ...(hidden > 0 ? [`${counted(hidden, "more tactic")} of ATT&CK, less grave`] : []),
  ];
}

/** `Privilege Escalation (TA0004) by Account Manipulation (T1098)`. */
function headed(uses: readonly AttackUse[]): string {
  const [first] = uses;
  const tactic = first?.tactic === undefined ? "Attack technique" : nameInWords(first.tactic);
  const techniques = uses.flatMap(({ technique, techniqueId, procedure }) => {
    const name = technique ?? procedure;
    if (name === undefined) return techniqueId === undefined ? [] : [techniqueId];
    return [`${nameInWords(name)}${techniqueId === undefined ? "" : ` (${techniqueId})`}`];
  });
  const by = listed(techniques, 2);
  return `${tactic}${first?.tacticId === undefined ? "" : ` (${first.tacticId})`}${by && ` by ${by}`}`;
}

function novelties({ networks, userAgents }: Observed): Parameters<typeof noveltyFacts>[0] {
  return [
    ...networks.map(({ name, newFor }) => ({
      kind: "new-aso" as const,
      aso: told(name),
      newForAccount: newFor === "account",
    })),
    ...userAgents.map(({ userAgent, newFor }) => ({
      kind: "new-user-agent" as const,
      userAgent: told(userAgent),
      newForAccount: newFor === "account",
    })),
  ];
}

function told(text: string | undefined): string | undefined {
  return text === untold ? undefined : text;
}

function texts(facts: readonly Fact[]): readonly string[] {
  return facts.map(({ text }) => text);
}
