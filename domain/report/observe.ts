import { byText, grouped } from "../fact.ts";
import type { Indicator, UnknownIndicator } from "../investigation.ts";
import { cleanText } from "../text.ts";
import { countryOf } from "./country.ts";
import { type Observed, untold } from "./observed.ts";
import { apiCalls, attackUses } from "./observed-calls.ts";

type OfKind<K extends Indicator["kind"]> = Extract<Indicator, { kind: K }>;

/**
 * What the indicators come to: each kind summed, without repetition, strongest first. The same for the same indicators in
 * whatever order. All of it: `boundedObserved` keeps it small.
 */
export function observe(indicators: readonly Indicator[]): Observed {
  const of = <K extends Indicator["kind"]>(kind: K) =>
    indicators.filter((indicator): indicator is OfKind<K> => indicator.kind === kind);
  return {
    indicators: indicators.length,
    attack: attackUses(of("ttp")),
    apiCalls: apiCalls(of("ttp")),
    flaggedAddresses: distinct(of("flagged-address"), ({ ipAddress, reason }) => ({
      address: text(ipAddress, 45) ?? untold,
      reason: text(reason, 80) ?? "AWS_THREAT_INTELLIGENCE",
    })),
    travel: travel(of("impossible-travel")),
    places: places(of("new-geolocation")),
    networks: newest(
      of("new-aso").map(({ aso, newForAccount }) => ({
        name: text(aso, 120) ?? untold,
        newFor: newFor(newForAccount),
      })),
      ({ name }) => name,
    ),
    userAgents: newest(
      of("new-user-agent").map(({ userAgent, newForAccount }) => ({
        userAgent: text(userAgent, 300) ?? untold,
        newFor: newFor(newForAccount),
      })),
      ({ userAgent }) => userAgent,
    ),
    relatedFindings: distinct(of("related-finding"), ({ arn, type, ipAddress }) => ({
      ...optional("arn", text(arn, 2_048)),
      ...optional("type", text(type, 160)),
      ...optional("address", text(ipAddress, 45)),
    })),
    findingGroups: distinct(of("related-finding-group"), ({ id }) => text(id, 200) ?? untold),
    unknown: unknown(of("unknown")),
    omitted: 0,
  };
}

function travel(journeys: readonly OfKind<"impossible-travel">[]): Observed["travel"] {
  const told = distinct(journeys, (journey) => ({
    ...optional("fromPlace", text(journey.startingLocation, 80)),
    ...optional("fromAddress", text(journey.startingIpAddress, 45)),
    ...optional("toPlace", text(journey.endingLocation, 80)),
    ...optional("toAddress", text(journey.endingIpAddress, 45)),
    ...(Number.isFinite(journey.hours) && { hours: Math.max(0, journey.hours ?? 0) }),
  }));
  const hours = (journey: { readonly hours?: number }) => journey.hours ?? Number.MAX_VALUE;
  return told.sort((a, b) => hours(a) - hours(b));
}

function places(found: readonly OfKind<"new-geolocation">[]): Observed["places"] {
  const told = found.map(({ location, ipAddress, newForAccount }) => {
    const place = text(location, 80) ?? untold;
    return {
      place,
      ...optional("country", countryOf(place)),
      ...optional("address", text(ipAddress, 45)),
      newFor: newFor(newForAccount),
    };
  });
  return newest(told, ({ place, address }) => JSON.stringify([place, address]));
}

function unknown(indicators: readonly UnknownIndicator[]): Observed["unknown"] {
  const types = grouped(indicators, ({ type }) => text(type, 40) ?? untold);
  return [...types]
    .map(([type, { length: count }]) => ({ type, count }))
    .sort((a, b) => b.count - a.count || byText(a.type, b.type));
}

/** New for the account first; what is new for the account is new for the principal too, so it is told once. */
function newest<T extends { readonly newFor: "account" | "principal" }>(told: readonly T[], keyOf: (one: T) => string) {
  const ordered = told.toSorted((a, b) => byText(a.newFor, b.newFor) || byText(keyOf(a), keyOf(b)));
  return [...grouped(ordered, keyOf).values()].flatMap(([first]) => (first === undefined ? [] : [first]));
}

/** Each once, in the order of their text. */
function distinct<T, R>(indicators: readonly T[], telling: (indicator: T) => R): R[] {
  const told = new Map(indicators.map(telling).map((one) => [JSON.stringify(one), one]));
  return [...told].sort(([a], [b]) => byText(a, b)).map(([, one]) => one);
}

function newFor(account: boolean | undefined): "account" | "principal" {
  return account === true ? "account" : "principal";
}

function text(told: string | undefined, charsMax: number): string | undefined {
  return cleanText(told ?? "", charsMax) || undefined;
}

function optional<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: string });
}
