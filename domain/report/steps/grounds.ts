import { callSum } from "../../call-count.ts";
import { listed } from "../../fact.ts";
import { tacticGravity } from "../../tactic.ts";
import { spot } from "../how-sentences.ts";
import { type AttackUse, untold } from "../observed.ts";
import { addressInWords, apiInWords, nameInWords } from "../words.ts";
import type { Grounds } from "./step.ts";

/** The strongest sign that somebody else holds its credentials; undefined when there is none but novelties. */
export function strongestSign({ observed, severity }: Grounds): string | undefined {
  const { flaggedAddresses, travel, attack } = observed;
  const [address] = flaggedAddresses;
  if (address !== undefined)
    return `Its credentials were used from a flagged address, ${address.address === untold ? "which Detective does not name" : addressInWords(address.address)}`;
  const [journey] = travel;
  if (journey !== undefined) {
    const { fromPlace, fromAddress, toPlace, toAddress } = journey;
    return `Nobody travels from ${spot(fromPlace, fromAddress)} to ${spot(toPlace, toAddress)} that fast`;
  }
  const grave = attack.find(({ tactic, successes }) => tacticGravity(tactic ?? "") >= 4 && successes > 0);
  if (grave !== undefined) return `Calls that fit ${nameInWords(grave.tactic ?? "")} succeeded`;
  return severity === "HIGH" || severity === "CRITICAL" ? `Detective calls it ${severity}` : undefined;
}

/** Why a step that answers one of the tactics is worth doing: the calls that fit it. Undefined when there are none. */
export function callsFitting(
  grounds: Grounds,
  tactics: readonly string[],
  wanted: "succeeded" | "tried",
): string | undefined {
  const uses = grounds.observed.attack.filter(({ tactic = "" }) => tactics.includes(tactic));
  const [first] = uses;
  const successes = callSum(uses.map((use) => use.successes));
  const failures = callSum(uses.map((use) => use.failures));
  if (first === undefined || (wanted === "succeeded" && successes === 0)) return undefined;
  return `${named(uses)} ${outcome(successes, failures)}${apis(grounds, tactics)}`;
}

function named(uses: readonly AttackUse[]): string {
  return listed(
    uses.map(({ tactic = "" }) => nameInWords(tactic)),
    3,
  );
}

function outcome(successes: number, failures: number): string {
  if (successes + failures === 0) return "was observed";
  if (successes === 0) return "was tried without success";
  return "succeeded";
}

function apis({ observed }: Grounds, tactics: readonly string[]): string {
  const called = observed.apiCalls.filter((call) => call.tactics.some((tactic) => tactics.includes(tactic)));
  const names = listed(
    called.map(({ api }) => apiInWords(api)),
    3,
  );
  return names && `: ${names}`;
}
