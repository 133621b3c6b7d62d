import type { FaultKind } from "../faults/fault-kind.ts";
import type { FaultRow } from "./fault-rows.ts";
import { markdownTable } from "./markdown-table.ts";

/**
 * The fault matrix as a Markdown table: every row with its kinds, what each of them does, and the tests that are about it.
 * @param testsOf the test files that name a kind, from the project's root
 * @param root the way from the document to the project's root
 */
export function faultTable(
  rows: readonly FaultRow[],
  kinds: readonly FaultKind[],
  testsOf: (kind: string) => readonly string[],
  root = "..",
): string {
  const lines = rows.map(({ row, fault, staticTests = [] }) => {
    const inRow = kinds.filter((kind) => kind.row === row);
    const told = inRow.map(({ name, what }) => `\`${name}\`: ${what}`);
    const tests = new Set([...inRow.flatMap(({ name }) => testsOf(name)), ...staticTests]);
    const links = [...tests].sort().map((file) => `[${nameOf(file)}](${root}/${file})`);
    return [String(row), fault, told.join("<br>") || "at deployment only", links.join("<br>")];
  });
  return markdownTable([["row", "fault", "kinds", "tests"], ["---:", "---", "---", "---"], ...lines]);
}

/** `test/scenarios/simulation/faults/intake/queues.test.ts` → `intake/queues`. */
function nameOf(file: string): string {
  return file.replace(/^test\/(scenarios\/simulation\/)?(faults\/)?/, "").replace(/\.test\.ts$/, "");
}
