import { callSum, callsInWords } from "../call-count.ts";
import { byText, type Fact, grouped, listed } from "../fact.ts";
import { findingGroupFacts, relatedFindingFacts, unknownFacts } from "../indicator-fact.ts";
import { noveltyFacts } from "../novelty-fact.ts";
import { tacticGravity } from "../tactic.ts";
import { type AttackUse, type Observed, untold } from "./observed.ts";
import { addressInWords, apiInWords, counted, nameInWords } from "./words.ts";

const journeysShown = 2;
const tacticsShown = 4;
// A handful of errors is everyday life; a caller who is refused more often than not is feeling for what is allowed.
const manyFailures = 10;

/** How it happened, strongest first: one sentence for each kind of evidence, several for journeys and tactics. Nothing read is not nothing found. */
export function howSentences(observed: Observed, complete: boolean): readonly string[] {
  if (observed.indicators === 0) {
    return [
      complete ? "Nothing stood out: Detective found no indicators" : "Not known: the indicators could not be read",
    ];
  }
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
    ...texts(unknownFacts(unknownOnes(observed.unknown))),
  ];
}

function flagged(addresses: Observed["flaggedAddresses"]): readonly string[] {
  const [first] = addresses;
  if (first === undefined) return [];
  const reasons = [...new Set(addresses.map(({ reason }) => reason))];
  const by = reasons.every((reason) => reason === "AWS_THREAT_INTELLIGENCE")
    ? "flagged by AWS threat intelligence"
    : `flagged (${listed(reasons.map(nameInWords), 2)})`;
  const named = addresses.flatMap(({ address }) => (told(address) ? [addressInWords(address)] : []));
  if (addresses.length > 1) {
    const list = listed(named, 3);
    return [`Its credentials were used from ${addresses.length} addresses ${by}${list && `: ${list}`}`];
  }
  return [`Its credentials were used from ${named.length > 0 ? `${named[0]}, ` : ""}an address ${by}`];
}

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

/** That most calls failed, where many did. */
export function failures(calls: Observed["apiCalls"]): readonly string[] {
  const failed = callSum(calls.map((call) => call.failures));
  const all = callSum([failed, ...calls.map(({ successes }) => successes)]);
  if (failed < manyFailures || failed * 2 < all) return [];
  return [
    `${failed.toLocaleString("en-US")} of ${counted(all, "API call")} failed, as when somebody tries out what is allowed`,
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

function novelties({ networks, places, userAgents }: Observed): Parameters<typeof noveltyFacts>[0] {
  const isNew = ({ newFor }: { readonly newFor: string }) => ({ newForAccount: newFor === "account" });
  return [
    ...networks.map((one) => ({ kind: "new-aso" as const, aso: told(one.name), ...isNew(one) })),
    ...places.map((one) => ({
      kind: "new-geolocation" as const,
      location: told(one.place),
      ipAddress: one.address,
      ...isNew(one),
    })),
    ...userAgents.map((one) => ({ kind: "new-user-agent" as const, userAgent: told(one.userAgent), ...isNew(one) })),
  ];
}

function unknownOnes(types: Observed["unknown"]): Parameters<typeof unknownFacts>[0] {
  return types.flatMap(({ type, count }) =>
    Array.from({ length: Math.min(count, 999) }, () => ({ kind: "unknown" as const, type: told(type) ?? "" })),
  );
}

function told(text: string | undefined): string | undefined {
  return text === untold ? undefined : text;
}

function texts(facts: readonly Fact[]): readonly string[] {
  return facts.map(({ text }) => text);
}
