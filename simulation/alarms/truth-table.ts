import { markdownTable } from "../docs/markdown-table.ts";
import type { Heard } from "./heard.ts";
import type { Trouble } from "./trouble.ts";

/** What was heard of each trouble, as a Markdown table. */
export function truthTable(heard: readonly (readonly [Trouble, Readonly<Record<string, Heard>>])[]): string {
  const rows = heard.flatMap(([{ what, rings }, alarms]) =>
    Object.entries(alarms)
      .sort(([, a], [, b]) => a.rang - b.rang)
      .map(([name, { rang, quiet }], index) => [
        index === 0 ? what : "",
        `[${name}](runbook.md#${name.toLowerCase().replace(/[^a-z0-9-]/g, "")})`,
        span(rang),
        rings[name] === undefined ? "–" : span(rings[name]),
        quiet === undefined ? "never" : span(quiet),
      ]),
  );
  const head = ["what goes wrong", "alarm", "rings after", "at the latest after", "quiet after"];
  return markdownTable([head, ["---", "---", "---:", "---:", "---:"], ...rows]);
}

function span(minutes: number): string {
  if (minutes < 120) return `${minutes} min`;
  return minutes < 2_880 ? `${Math.round(minutes / 6) / 10} h` : `${Math.round(minutes / 144) / 10} d`;
}
