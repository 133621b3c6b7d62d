import { callSum } from "../call-count.ts";
import { byText, grouped, listed } from "../fact.ts";
import { countryOf } from "./country.ts";
import { type Observed, untold } from "./observed.ts";
import { addressInWords, counted, nameInWords, timeInWords } from "./words.ts";

const addressesShown = 3;

/** What `whereSentences` needs to know of the investigation; times as ISO 8601. */
export interface Times {
  readonly firstActivityAt: string;
  readonly scopeStartAt: string;
  readonly scopeEndAt: string;
  /** Nobody knows of a finding: then no activity of one is told. */
  readonly withoutFinding?: boolean | undefined;
}

/** Where it was used and when first. Detective tells no time for a single indicator, so none is told for one here. */
export function whereSentences(observed: Observed, times: Times): readonly string[] {
  return [
    ...(times.withoutFinding
      ? []
      : [`First activity that the findings tell of: ${timeInWords(times.firstActivityAt)}`]),
    `Searched by Detective: ${timeInWords(times.scopeStartAt)} to ${timeInWords(times.scopeEndAt)}`,
    ...(observed.indicators > 0
      ? ["Detective gives no times for single indicators: CloudTrail tells what came first"]
      : []),
    ...seenIn(observed),
    ...addresses(observed),
  ];
}

/** `Seen in Dublin, Ireland (IE), Singapore (SG)`. */
function seenIn({ places, travel }: Observed): readonly string[] {
  const seen = [
    ...places.map(({ place }) => place),
    ...travel.flatMap(({ fromPlace, toPlace }) => [fromPlace, toPlace]),
  ];
  const named = seen.flatMap((place) => {
    if (place === undefined || place === untold) return [];
    const country = countryOf(place);
    return [`${nameInWords(place)}${country === undefined ? "" : ` (${country})`}`];
  });
  return named.length > 0 ? [`Seen in ${listed(named, 4)}`] : [];
}

/** The addresses that made most calls; of equals the one with more failures, for that is how it begins. */
function addresses({ apiCalls, flaggedAddresses }: Observed): readonly string[] {
  const flagged = new Set(flaggedAddresses.map(({ address }) => address));
  const sums = [...grouped(apiCalls, ({ address }) => address ?? "")].flatMap(([address, calls]) => {
    if (address === "") return [];
    const failed = callSum(calls.map(({ failures }) => failures));
    return [{ address, failed, total: callSum([failed, ...calls.map(({ successes }) => successes)]) }];
  });
  sums.sort((a, b) => b.total - a.total || b.failed - a.failed || byText(a.address, b.address));
  const rest = sums.slice(addressesShown);
  return [
    ...sums
      .slice(0, addressesShown)
      .map(
        ({ address, failed, total }) =>
          `${addressInWords(address)}${flagged.has(address) ? " (flagged)" : ""} made ${callsMade(total, failed)}`,
      ),
    ...(rest.length > 0
      ? [
          `${counted(rest.length, "more address", "more addresses")} made ${callsMade(
            callSum(rest.map(({ total }) => total)),
            callSum(rest.map(({ failed }) => failed)),
          )}`,
        ]
      : []),
  ];
}

function callsMade(total: number, failed: number): string {
  if (failed === 0) return counted(total, "API call");
  return `${counted(total, "API call")}, ${failed === total ? "all of which" : failed.toLocaleString("en-US")} failed`;
}
