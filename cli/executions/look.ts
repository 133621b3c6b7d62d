import Table from "cli-table3";
import type { Paint } from "../paint.ts";

/** How a report of executions is drawn. */
export interface Look {
  readonly paint: Paint;
  /** Characters a line may take. */
  readonly columns: number;
  /** What the clock says, ms since the epoch. */
  readonly now: number;
}

/** `2026-11-20 12:04:31`, UTC. */
export function timeText(iso: string): string {
  return iso.slice(0, 19).replace("T", " ");
}

/** `1.2 s`, `14 min 3 s`, `2 h 5 min`: the two greatest units. */
export function lengthText(ms: number): string {
  const seconds = ms / 1_000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 3_600) return `${Math.floor(whole / 60)} min${whole % 60 === 0 ? "" : ` ${whole % 60} s`}`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 2_880) return `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? "" : ` ${minutes % 60} min`}`;
  return `${Math.floor(minutes / 1_440)} d ${Math.floor(minutes / 60) % 24} h`;
}

const noLines = Object.fromEntries(
  ["top", "bottom", "left", "right", "mid"].flatMap((side) => [
    [side, ""],
    [`${side}-mid`, ""],
    [`${side}-left`, ""],
    [`${side}-right`, ""],
  ]),
);

/** Options of a table without lines, with one blank between columns. */
export const bareTable = {
  chars: { ...noLines, middle: " " },
  style: { head: [], border: [], "padding-left": 0, "padding-right": 1 },
};

/** One line that takes no more columns on a terminal than given: wide characters count twice. */
export function fitted(text: string, columns: number): string {
  const drawn = new Table({ ...bareTable, colWidths: [Math.max(20, columns)], wordWrap: false });
  drawn.push([text]);
  return drawn.toString().trimEnd();
}

/** `1 finding`, `2 findings`. */
export function many(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
