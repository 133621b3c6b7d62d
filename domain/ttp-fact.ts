import { callSum, callsInWords } from "./call-count.ts";
import { byText, type Fact, grouped, strength, withTail } from "./fact.ts";
import { inertText, quote } from "./inert-text.ts";
import type { ObservedTtp } from "./investigation.ts";
import { tacticGravity } from "./tactic.ts";

const ttpsShownMax = 5;

/** One fact per API, its calls summed over every observation; observations without an API go by tactic and technique. */
export function ttpFacts(ttps: readonly ObservedTtp[]): readonly Fact[] {
  const groups = grouped(ttps, ({ api, tactic, technique, procedure }) =>
    JSON.stringify(name(api) ? [name(api)] : ["", tactic, technique, procedure]),
  );
  return withTail([...groups.values()].map(ttpFact), ttpsShownMax);
}

function ttpFact(ttps: readonly ObservedTtp[]): Fact {
  const successes = callSum(ttps.map((ttp) => ttp.successes));
  const failures = callSum(ttps.map((ttp) => ttp.failures));
  const gravity = Math.max(...ttps.map(({ tactic }) => tacticGravity(tactic ?? "")));
  return {
    text: sentence(ttps, successes, failures),
    // A call that succeeded weighs twice as much as one that was only tried.
    weight: [strength.ttp, gravity * (successes > 0 ? 2 : 1), successes, failures],
  };
}

function sentence(ttps: readonly ObservedTtp[], successes: number, failures: number): string {
  const [first] = ttps;
  const api = name(first?.api);
  const meaning = matched(ttps);
  if (api) return `${api} called${callsInWords(successes, failures)}${meaning && ` · ${meaning}`}`;
  if (meaning) return `${meaning} observed`;
  return first?.procedure ? `Procedure observed: ${quote(first.procedure, 80)}` : "TTP observed, not named";
}

/** `Persistence T1098, Discovery`: the gravest tactics first. */
function matched(ttps: readonly ObservedTtp[]): string {
  const pairs = new Map(
    ttps.map(({ tactic = "", technique = "" }) => [matchInWords(tactic, technique), tacticGravity(tactic)]),
  );
  pairs.delete("");
  const order = [...pairs].sort(([a, gravityOfA], [b, gravityOfB]) => gravityOfB - gravityOfA || byText(a, b));
  const hidden = order.length - 2;
  return `${order
    .slice(0, 2)
    .map(([pair]) => pair)
    .join(", ")}${hidden > 0 ? ` (+${hidden} more)` : ""}`;
}

// ATT&CK ids follow their tactic, names stand in brackets.
function matchInWords(tactic: string, technique: string): string {
  const [told, how] = [inertText(tactic, 48), inertText(technique, 64)];
  if (!told || !how) return told || how;
  return /^T\d{4}(?:\.\d{3})?$/.test(how) ? `${told} ${how}` : `${told} (${how})`;
}

function name(api: string | undefined): string {
  return inertText(api ?? "", 64);
}
