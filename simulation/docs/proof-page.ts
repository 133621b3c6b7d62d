import { faultKinds } from "../faults/kinds.ts";
import { directedTests } from "./directed-tests.ts";
import { faultRows } from "./fault-rows.ts";
import { faultTable } from "./fault-table.ts";

export const proofPage = "docs/proof.md";

const [begin, end] = ["<!-- faults -->", "<!-- /faults -->"];

/**
 * The page with the table of faults made anew: what stands between `<!-- faults -->` and `<!-- /faults -->`.
 * @throws {Error} the marks are missing
 */
export function withFaults(page: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`Cannot write the faults: the marks ${begin} and ${end} are missing`);
  const table = faultTable(faultRows, faultKinds, directedTests());
  return `${page.slice(0, from + begin.length)}\n\n${table}\n\n${page.slice(to)}`;
}
