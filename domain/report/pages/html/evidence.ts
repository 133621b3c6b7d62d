import { element, type Markup } from "../../../markup.ts";
import type { ApiRow } from "../content/api-rows.ts";
import { figure } from "../content/piece.ts";
import type { ReportContent } from "../content/report-content.ts";
import { type Moment, timeUnknown } from "../content/timeline.ts";
import { bar } from "./bar.ts";
import { card, leftOut, piece } from "./cells.ts";

const addressesMax = 4;

/** When what is known to have happened. */
export function timelineCard({ timeline }: ReportContent): Markup {
  return card("timeline", "Timeline", element("ol", { class: "time" }, ...timeline.map(moment)));
}

function moment({ at, what, within = [] }: Moment): Markup {
  const rows = within.flatMap(([kind, values]) => [
    element("dt", {}, kind),
    element("dd", {}, ...values.flatMap((value, index) => (index === 0 ? [piece(value)] : [" · ", piece(value)]))),
  ]);
  const box = element("div", { class: "within" }, element("p", {}, timeUnknown), element("dl", {}, ...rows));
  return element("li", {}, piece(at), what, ...(within.length > 0 ? [box] : []));
}

/** API calls that match a tactic, those that succeeded beside those that failed. */
export function callsCard({ calls: { rows, hidden, successes, failures } }: ReportContent): readonly Markup[] {
  if (rows.length === 0) return [];
  const most = Math.max(...rows.map((row) => row.successes + row.failures));
  const whole = element(
    "figure",
    { class: "whole" },
    element(
      "figcaption",
      {},
      element("span", { class: "key" }, `${figure(successes)} succeeded`),
      element("span", { class: "key failed" }, `${figure(failures)} failed`),
    ),
    bar(
      { successes, failures },
      successes + failures,
      `${figure(successes)} calls succeeded, ${figure(failures)} failed`,
    ),
  );
  const columns = ["API", "Calls", "Succeeded", "Failed", "From"];
  const head = columns.map((column, at) =>
    element("th", { scope: "col", class: isNumber(at) ? "n" : undefined }, column),
  );
  const table = element(
    "table",
    { class: "stack calls", "aria-label": "API calls" },
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...rows.map((row) => callRow(row, most))),
  );
  return [card("calls", "API calls", whole, table, ...leftOut(hidden))];
}

const isNumber = (column: number) => column === 2 || column === 3;

function callRow({ api, successes, failures, addresses, tactics }: ApiRow, most: number): Markup {
  const known = addresses.filter(({ address }) => address);
  const from = known
    .slice(0, addressesMax)
    .map((one) => element("span", { class: "sub" }, element("code", {}, one.address ?? ""), ` ${counts(one)}`));
  const hidden = known.length - from.length;
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, api, ...(tactics.length > 0 ? [" ", small(tactics.join(", "))] : [])),
    element("td", {}, bar({ successes, failures }, most)),
    element("td", { class: "n", "data-of": "Succeeded" }, figure(successes)),
    element("td", { class: "n", "data-of": "Failed" }, figure(failures)),
    element("td", {}, ...from, ...(hidden > 0 ? [small(`and ${figure(hidden)} more`)] : [])),
  );
}

function counts({ successes, failures }: Pick<ApiRow, "successes" | "failures">): string {
  return failures > 0 ? `${figure(successes)} + ${figure(failures)} failed` : figure(successes);
}

const small = (text: string) => element("span", { class: "sub" }, text);
