import TerminalTable from "cli-table3";
import type { BenchResult } from "../result.ts";
import { captionOf } from "./caption.ts";
import { bundleTable, furtherTable, goalTable, type Table, workloadTables } from "./tables.ts";

/** The result as a person wants to read it in a terminal. */
export function renderResult(result: BenchResult): string {
  const bundles = bundleTable(result);
  const further = furtherTable(result);
  const tables = [...workloadTables(result), further, bundles, goalTable(result)].filter(({ rows }) => rows.length > 0);
  return [captionOf(result), ...tables.map(drawn)].join("\n\n");
}

function drawn({ title, head, rows }: Table): string {
  const table = new TerminalTable({
    head: head.map(inLines),
    style: { head: [], border: [], compact: true },
    // The first column names the row; figures stand under each other.
    colAligns: head.map((name, index) => (index === 0 || name === "what" || name === "" ? "left" : "right")),
  });
  for (const row of rows) table.push([...row]);
  return `${title}\n${table.toString()}`;
}

/** A heading is no reason for a wide column. */
function inLines(heading: string): string {
  return heading.replace(/(.{1,14})(?: |$)/g, "$1\n").trimEnd();
}
