import { element, type Markup } from "../../../markup.ts";
import type { TacticColumn, TechniqueCell } from "../content/attack-matrix.ts";
import { figure, many } from "../content/piece.ts";
import type { ReportContent } from "../content/report-content.ts";
import { card, link } from "./cells.ts";

/** The tactics of ATT&CK from left to right as an attack goes; those without a technique are narrow. */
export function matrixCard({ attack, rating }: ReportContent): readonly Markup[] {
  const seen = attack.filter(({ techniques }) => techniques.length > 0);
  if (seen.length === 0) return [];
  const matrix = element(
    "div",
    { class: "scroll", tabindex: 0, role: "group", "aria-label": "Matrix of tactics and techniques" },
    element("ol", { class: `matrix is-${rating.toLowerCase()}` }, ...attack.map(column)),
  );
  const about = `Techniques of MITRE ATT&CK that the calls fit, by its tactics, as an attack goes from left to right.`;
  return [card("attack", "ATT&CK", element("p", { class: "about" }, about), matrix)];
}

function column({ name, href, techniques }: TacticColumn): Markup {
  const heading = element("h3", {}, href === undefined ? name : link(href, name));
  if (techniques.length === 0) return element("li", { class: "empty" }, heading);
  return element("li", {}, heading, element("ul", {}, ...techniques.map(technique)));
}

function technique({ name, id, href, procedures, successes, failures }: TechniqueCell): Markup {
  const named = href === undefined ? (id ?? "") : link(href, id ?? "");
  const detail = procedures.filter((procedure) => procedure !== name).join(", ");
  return element(
    "li",
    {},
    element("b", {}, name),
    named,
    ...(detail === "" ? [] : [element("span", { class: "sub" }, detail)]),
    element(
      "span",
      { class: "sub" },
      `${many(successes, "call")}${failures > 0 ? `, ${figure(failures)} failed` : ""}`,
    ),
  );
}
