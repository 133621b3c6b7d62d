import { type Cell, moreRows, type Piece, type Table } from "../content/piece.ts";
import { codeSpan, prose } from "./escape.ts";

export function bullets(lines: readonly string[], otherwise = ""): string {
  return lines.length > 0 ? lines.map((line) => `- ${prose(line)}`).join("\n") : otherwise;
}

/** A link to an address of ours, around words of ours or code. */
export function link({ text, code, href }: Piece): string {
  const shown = code ? codeSpan(text) : prose(text);
  return href === undefined ? shown : `[${shown}](<${href}>)`;
}

export function cell(value: Cell): string {
  if (typeof value === "string") return prose(value);
  const pieces: readonly Piece[] = "text" in value ? [value] : value;
  return pieces.map(link).join("<br>");
}

export function table({ columns, rows, hidden }: Pick<Table, "columns" | "rows" | "hidden">): string {
  const lines = [columns, columns.map(() => "---"), ...rows.map((row) => row.map(cell))];
  const drawn = lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
  return hidden === 0 ? drawn : `${drawn}\n\n${moreRows(hidden)}`;
}
