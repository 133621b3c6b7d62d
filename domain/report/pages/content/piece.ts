/** A piece of what a page says, before it is HTML or Markdown: text from outside stays as it is until then. */
export interface Piece {
  readonly text: string;
  /** Stands as it is, letter by letter: a name, an id, an address. */
  readonly code?: true;
  /** An address that was made by us, never one that a finding brought along. */
  readonly href?: string | undefined;
  /** An instant; the text says it in words. */
  readonly at?: string;
}

/** One line, or one line for each piece. */
export type Cell = string | Piece | readonly Piece[];

export interface Table {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Wants the whole width of a page. */
  readonly isWide?: true;
  /** Rows left out to keep the page bounded. */
  readonly hidden: number;
}

/** Text that stands letter by letter; what is missing is a dash. */
export function code(text: string | undefined): Cell {
  return text === undefined || text === "" ? "–" : { text, code: true };
}

/** An instant for people, in UTC: `19 Nov 2026, 02:25:00 UTC`. */
export function instant(at: string): Piece {
  const [, year = "", month = "", day = "", time = ""] = /^(\d{4})-(\d\d)-(\d\d)T([\d:]+)/.exec(at) ?? [];
  return { text: `${Number(day)} ${months[Number(month) - 1]} ${year}, ${time} UTC`, at };
}

const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** `1,204` */
export function figure(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** What stands under a table that is not whole. */
export function moreRows(hidden: number): string {
  return `… and ${many(hidden, "more row")}: gumshoe report --format json has all that were kept.`;
}

/** `1 call`, `1,204 calls` */
export function many(count: number, noun: string, plural = `${noun}s`): string {
  return `${figure(count)} ${count === 1 ? noun : plural}`;
}
