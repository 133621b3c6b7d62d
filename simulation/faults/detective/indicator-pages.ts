import { isRecord, type JsonRecord, memberOf } from "#local/services/request/record.ts";
import type { Fate, Request } from "../../wire.ts";
import type { FaultKind, Stage } from "../fault-kind.ts";
import { isCall, placeOf, rewriting } from "../request-fault.ts";

interface PageFault extends Pick<FaultKind, "name" | "what"> {
  /** What becomes of a page; `token` is undefined for the first one. */
  readonly page: (stage: Stage, request: Request, token: string | undefined) => Partial<Fate> | undefined;
}

function pageFault({ page, ...about }: PageFault): FaultKind {
  return {
    ...about,
    row: 63,
    arm: (stage) => ({
      hooks: {
        request(request) {
          if (!isCall("Detective", "ListIndicators")(request)) return undefined;
          const token = memberOf(request.input, "NextToken");
          return page(stage, request, typeof token === "string" ? token : undefined);
        },
      },
    }),
  };
}

const indicatorsManyPages = pageFault({
  name: "indicators-many-pages",
  what: "ListIndicators hands out one to three indicators a page, for some investigations",
  page({ chance, intensity, strike }, request) {
    const own = chance.fork(String(memberOf(request.input, "InvestigationId")));
    if (!own.happens(intensity) || !strike(placeOf(request)) || !isRecord(request.input)) return undefined;
    return { input: { ...request.input, MaxResults: own.integer(1, 3) } };
  },
});

const emptyPage = /^empty-page-\d+ /;

/** The page held back comes with the token that stands for the one it was asked for with: another one each time. */
const indicatorsEmptyPage = pageFault({
  name: "indicators-empty-page",
  what: "ListIndicators answers a page with no item and a token",
  page({ chance, intensity, strike }, request, token) {
    const held = token?.replace(emptyPage, "");
    const input = { ...asRecord(request.input), NextToken: held || undefined };
    if (!chance.happens(intensity) || !strike(placeOf(request))) return held === token ? undefined : { input };
    const NextToken = `empty-page-${chance.integer(0, 999_999)} ${held ?? ""}`;
    return { input, rewrite: rewriting((answer) => ({ ...answer, Indicators: [], NextToken })) };
  },
});

const indicatorsTokenExpires = pageFault({
  name: "indicators-token-expires",
  what: "ListIndicators cuts the first page and answers ValidationException to the token of the next",
  page({ chance, intensity, strike }, request, token) {
    if (token !== undefined || !chance.happens(intensity)) return undefined;
    const cut = (answer: JsonRecord) => firstOf(answer, chance.integer(1, 5), "expired");
    return { rewrite: rewriting(cut, () => strike(placeOf(request))) };
  },
});

const again = "again ";

const indicatorsTokenRepeats = pageFault({
  name: "indicators-token-repeats",
  what: "the tokens of ListIndicators lead round in a circle of one to three",
  page({ chance, intensity, strike }, request, token) {
    const rewrite = (NextToken: string, may?: () => boolean) => rewriting((answer) => ({ ...answer, NextToken }), may);
    if (token?.startsWith(again)) {
      const [, at = 0, length = 1] = token.split(" ").map(Number);
      const NextToken = `${again}${(at + 1) % length} ${length}`;
      return { input: { ...asRecord(request.input), NextToken: undefined }, rewrite: rewrite(NextToken) };
    }
    const length = chance.integer(1, 3);
    if (!chance.happens(intensity)) return undefined;
    return { rewrite: rewrite(`${again}0 ${length}`, () => strike(placeOf(request))) };
  },
});

const moved = "moved ";

const indicatorsMove = pageFault({
  name: "indicators-move",
  what: "between two pages of ListIndicators an item comes or goes: one is told twice, or not at all",
  page({ chance, intensity, strike }, request, token) {
    if (token?.startsWith(moved)) {
      const from = Number(token.slice(moved.length));
      const rest = rewriting((answer) => ({ ...answer, Indicators: itemsOf(answer).slice(from) }));
      return { input: { ...asRecord(request.input), NextToken: undefined }, rewrite: rest };
    }
    const [kept, shift] = [chance.integer(1, 5), chance.pick([-1, 1])];
    if (token !== undefined || !chance.happens(intensity)) return undefined;
    const cut = (answer: JsonRecord) => firstOf(answer, kept, `${moved}${kept + shift}`);
    return { rewrite: rewriting(cut, () => strike(placeOf(request))) };
  },
});

function firstOf(answer: JsonRecord, count: number, NextToken: string): JsonRecord | undefined {
  const items = itemsOf(answer);
  return items.length > count ? { ...answer, Indicators: items.slice(0, count), NextToken } : undefined;
}

export function itemsOf(answer: JsonRecord): readonly unknown[] {
  const { Indicators } = answer;
  return Array.isArray(Indicators) ? Indicators : [];
}

function asRecord(value: unknown): JsonRecord {
  return isRecord(value) ? value : {};
}

export const indicatorPageFaults: readonly FaultKind[] = [
  indicatorsManyPages,
  indicatorsEmptyPage,
  indicatorsTokenExpires,
  indicatorsTokenRepeats,
  indicatorsMove,
];
