import type * as z from "zod";
import { listAt } from "../../json.ts";
import { exactText } from "../../text.ts";
import type { BriefTables } from "../finding-brief.ts";

export type Row = z.infer<typeof BriefTables>["overview"][number];
export type Cell = Row[string];

const cellMax = 512;

/** A row of the columns that have something to say. */
export function rowOf(columns: Readonly<Record<string, unknown>>): Row {
  const cells = Object.entries(columns).map(([name, value]) => [name, cellOf(value)] as const);
  return Object.fromEntries(cells.filter((cell): cell is readonly [string, Cell] => cell[1] !== undefined));
}

function cellOf(value: unknown): Cell | undefined {
  if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) return value;
  const text = typeof value === "string" ? exactText(value, cellMax) : "";
  return text === "" || text === "null" ? undefined : text;
}

/** One row made of what two tell, element by element: what the first tells counts. Rows with nothing to say are left out. */
export function joinedRows(first: readonly Row[], second: readonly Row[]): readonly Row[] {
  const length = Math.max(first.length, second.length);
  const rows = Array.from({ length }, (_, at) => ({ ...first[at], ...second[at], ...first[at] }));
  return rows.filter(isTold);
}

/** False for a row without a cell. */
export function isTold(row: Row): boolean {
  return Object.keys(row).length > 0;
}

/** A number, also where it is written as text: product fields are all text. */
export function amountOf(told: unknown): number | undefined {
  const amount = typeof told === "string" && /^-?\d{1,12}(?:\.\d{1,12})?$/.test(told) ? Number(told) : told;
  return typeof amount === "number" && Number.isFinite(amount) ? amount : undefined;
}

/** True or false, also where it is written as text. */
export function truthOf(told: unknown): boolean | undefined {
  if (told === "true" || told === "false") return told === "true";
  return typeof told === "boolean" ? told : undefined;
}

/** The elements at a path, one undefined where there are none: a row all the same. */
export function elementsOrOne(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const list = listAt(value, ...path);
  return list.length === 0 ? [undefined] : list;
}
