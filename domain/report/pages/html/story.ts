import { element, type Markup } from "../../../markup.ts";
import type { NextStep } from "../../story.ts";
import type { ReportContent } from "../content/report-content.ts";
import { storyTitles } from "../content/story-titles.ts";
import { card, list } from "./cells.ts";

/** The three questions that are asked first, and why to be careful with the answers. */
export function story({ story: { how, where, now, caveats } }: ReportContent): readonly Markup[] {
  const answers = element(
    "div",
    { class: "two" },
    card("how", storyTitles.how, sentences(how, "Nothing that stands out was seen.")),
    card("where", storyTitles.where, sentences(where, "No new place, network or user agent was seen.")),
  );
  const steps = element("ol", { class: "steps" }, ...now.map(step));
  const nothing = element("p", {}, "Nothing in the evidence asks for a step.");
  return [
    answers,
    card("now", storyTitles.now, now.length > 0 ? steps : nothing),
    ...(caveats.length > 0 ? [card("caveats caveats", storyTitles.caveats, list("ul", "lines", caveats))] : []),
  ];
}

function sentences(lines: readonly string[], otherwise: string): Markup {
  return lines.length > 0 ? list("ul", "lines", lines) : element("p", {}, otherwise);
}

function step({ text, why, cli = [] }: NextStep): Markup {
  // One block a line: long ones wrap, and a click takes one of them whole.
  const commands = cli.map((line) => element("pre", {}, element("code", {}, line)));
  return element(
    "li",
    {},
    element("div", {}, element("h3", {}, text), element("p", { class: "why" }, why), ...commands),
  );
}
