import { callSum, callsInWords } from "../call-count.ts";
import { byText, grouped } from "../fact.ts";
import { noveltyFacts } from "../novelty-fact.ts";
import { untold } from "./observe.ts";
import type { Observed } from "./observed.ts";
import { addressInWords, counted, timeInWords } from "./words.ts";

const addressesShown = 3;

/** What `whereSentences` needs to know of the investigation; times as ISO 8601. */
export interface Times {
  readonly firstActivityAt: string;
  readonly scopeStartAt: string;
  readonly scopeEndAt: string;
}

/** Where it was used and when first. Detective tells no time for a single indicator, so none is told for one here. */
export function whereSentences(observed: Observed, times: Times): readonly string[] {
  return [
    `The activity that a finding tells of begins ${timeInWords(times.firstActivityAt)}`,
    `Detective searched from ${timeInWords(times.scopeStartAt)} to ${timeInWords(times.scopeEndAt)}${
      observed.indicators > 0 ? "; it does not tell which indicator came first, CloudTrail does" : ""
    }`,
    ...places(observed.places),
    ...addresses(observed),
  ];
}

function places(found: Observed["places"]): readonly string[] {
  const facts = noveltyFacts(
    found.map(({ place, address, newFor }) => ({
      kind: "new-geolocation",
      location: place === untold ? undefined : place,
      ipAddress: address,
      newForAccount: newFor === "account",
    })),
  );
  return facts.map(({ text }) => text);
}

/** The addresses that made most calls; of equals the one with more failures, for that is how it begins. */
function addresses({ apiCalls, flaggedAddresses }: Observed): readonly string[] {
  const flagged = new Set(flaggedAddresses.map(({ address }) => address));
  const sums = [
    ...grouped(
      apiCalls.filter(({ address }) => address !== undefined),
      ({ address }) => address ?? "",
    ),
  ].map(([address, calls]) => ({
    address,
    successes: callSum(calls.map(({ successes }) => successes)),
    failures: callSum(calls.map(({ failures }) => failures)),
  }));
  const total = ({ successes, failures }: (typeof sums)[number]) => successes + failures;
  sums.sort((a, b) => total(b) - total(a) || b.failures - a.failures || byText(a.address, b.address));
  const shown = sums
    .slice(0, addressesShown)
    .map(
      ({ address, successes, failures }) =>
        `${addressInWords(address)}${flagged.has(address) ? ", flagged," : ""} called APIs${callsInWords(successes, failures)}`,
    );
  const rest = sums.slice(addressesShown);
  if (rest.length === 0) return shown;
  const calls = counted(callSum(rest.map(total)), "call");
  return [...shown, `${counted(rest.length, "more address").replace("addresss", "addresses")}: ${calls}`];
}
