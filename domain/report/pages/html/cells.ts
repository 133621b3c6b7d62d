import { element, type Markup, together } from "../../../markup.ts";
import { type Cell, moreRows, type Piece, type Table } from "../content/piece.ts";

const outside = { rel: "noopener noreferrer" } as const;

/** A link to a page elsewhere. */
export function link(href: string, ...children: readonly (Markup | string)[]): Markup {
  return element("a", { href, ...outside }, ...children);
}

export function piece({ text, code, href, at }: Piece): Markup {
  const inner = code ? element("code", {}, text) : text;
  if (href !== undefined) return link(href, inner);
  if (at !== undefined) return element("time", { datetime: at }, inner);
  return together([inner]);
}

export function cell(value: Cell): Markup {
  if (typeof value === "string") return together([value]);
  if ("text" in value) return piece(value);
  const lines = value.map((one, index) => (index === 0 ? piece(one) : element("span", { class: "sub" }, piece(one))));
  return together(lines.flatMap((line) => [line, " "]).slice(0, -1));
}

/** A table whose first column names the row. On a phone each row is a block of its own. */
export function table({ title, columns, rows, hidden }: Omit<Table, "id">): Markup {
  const head = columns.map((column) => element("th", { scope: "col" }, column));
  const lines = rows.map((row) =>
    element(
      "tr",
      {},
      ...row.map((value, index) =>
        index === 0
          ? element("th", { scope: "row" }, cell(value))
          : element("td", { "data-of": columns[index] }, cell(value)),
      ),
    ),
  );
  const drawn = element(
    "table",
    { class: "stack", "aria-label": title },
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...lines),
  );
  return together([drawn, ...leftOut(hidden)]);
}

export function leftOut(hidden: number): readonly Markup[] {
  if (hidden === 0) return [];
  return [element("p", { class: "muted" }, moreRows(hidden))];
}

/** A section under its heading. @param id its name in the page; classes may follow it: `caveats grave` */
export function card(names: string, title: string, ...children: readonly (Markup | string)[]): Markup {
  const [id = "", ...classes] = names.split(" ");
  const heading = `${id}-title`;
  return element(
    "section",
    { class: ["card", ...classes].join(" "), id, "aria-labelledby": heading },
    element("h2", { id: heading }, title),
    ...children,
  );
}

export function list(name: "ol" | "ul", className: string, lines: readonly (Markup | string)[]): Markup {
  return element(name, { class: className }, ...lines.map((line) => element("li", {}, line)));
}
