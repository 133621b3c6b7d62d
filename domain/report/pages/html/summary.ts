import { element, type Markup } from "../../../markup.ts";
import type { ReportContent } from "../content/report-content.ts";
import type { Fact } from "../content/report-facts.ts";
import { cell, list, piece } from "./cells.ts";

/** What one must know in ten seconds: how grave, who, which period, the strongest evidence, the numbers. */
export function summary(content: ReportContent): Markup {
  const { rating, badge, who, kind, verdict, top, facts, tiles, story } = content;
  const [first] = story.now;
  const left = element(
    "div",
    {},
    element("span", { class: "badge" }, badge),
    element("h1", {}, element("span", { class: "who" }, kind), " ", piece(who)),
    element("p", { class: "lead" }, verdict),
    ...(top.length > 0 ? [list("ul", "top", top)] : []),
    ...(first ? [element("p", { class: "first" }, element("b", {}, "Do this first"), " ", first.text)] : []),
  );
  return element(
    "header",
    { class: `band is-${rating.toLowerCase()}` },
    element(
      "div",
      { class: "wide" },
      brand("Investigation report"),
      element("div", { class: "summary" }, left, factList(facts)),
      element("ul", { class: "tiles" }, ...tiles.map(tile)),
    ),
  );
}

/** Whose page it is, and what kind of page. */
export function brand(what: string): Markup {
  return element("p", { class: "brand" }, element("b", {}, "Gumshoe"), element("span", {}, what));
}

/** Pairs in groups of their own, so that label and value stay together in columns. */
export function factList(facts: readonly Fact[], className = "facts"): Markup {
  const pairs = facts.map(({ label, value }) =>
    element("div", {}, element("dt", {}, label), element("dd", {}, cell(value))),
  );
  return element("dl", { class: className }, ...pairs);
}

function tile({ figure, what, about }: ReportContent["tiles"][number]): Markup {
  return element("li", {}, element("b", {}, figure), " ", what, ...(about ? [" ", element("i", {}, about)] : []));
}
