import { type Cell, figure } from "../content/piece.ts";
import type { ReportContent } from "../content/report-content.ts";
import { timeUnknown } from "../content/timeline.ts";
import { table } from "./blocks.ts";
import { prose } from "./escape.ts";

/** When what is known to have happened. */
export function timelineList({ timeline }: ReportContent): string {
  const moments = timeline.flatMap(({ at, what, within = [] }) => [
    `1. ${at.text}: ${what}.`,
    ...(within.length > 0 ? [`   ${timeUnknown}`, ""] : []),
    ...within.map(([kind, values]) => `   - ${kind}: ${values.map(({ text }) => prose(text)).join(" · ")}`),
  ]);
  return moments.join("\n");
}

/** Tactics with their techniques, in the order of the matrix. */
export function attackTable({ attack }: ReportContent): string {
  const rows = attack.flatMap((tactic) =>
    tactic.techniques.map(({ name, id, href, procedures, successes, failures }): readonly Cell[] => [
      { text: tactic.name, href: tactic.href },
      id === undefined ? name : [{ text: name }, { text: id, href }],
      procedures.join(", ") || "–",
      figure(successes),
      figure(failures),
    ]),
  );
  if (rows.length === 0) return "";
  const columns = ["Tactic", "Technique", "Procedure", "Succeeded", "Failed"];
  return `## ATT&CK\n\n${table({ columns, rows, hidden: 0 })}`;
}

/** API calls that match a tactic. */
export function callsTable({ calls: { rows, hidden, successes, failures } }: ReportContent): string {
  if (rows.length === 0) return "";
  const lines = rows.map((row): readonly Cell[] => [
    { text: row.api, code: true },
    figure(row.successes),
    figure(row.failures),
    row.addresses.flatMap(({ address }) => (address ? [{ text: address, code: true as const }] : [])).slice(0, 4),
    row.tactics.join(", ") || "–",
  ]);
  const columns = ["API", "Succeeded", "Failed", "From", "Tactics"];
  const sum = `${figure(successes)} succeeded, ${figure(failures)} failed.`;
  return `## API calls\n\n${sum}\n\n${table({ columns, rows: lines, hidden })}`;
}
