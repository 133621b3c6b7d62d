import { readFileSync, writeFileSync } from "node:fs";
import { faultKinds } from "../faults/kinds.ts";
import { focus } from "../mutants/focus.ts";
import { mutants } from "../mutants/mutants.ts";
import { readResults } from "../mutants/results.ts";
import { directedTests } from "./directed-tests.ts";
import { faultRows } from "./fault-rows.ts";
import { faultTable } from "./fault-table.ts";
import { mutantTable } from "./mutant-table.ts";
import { withPart } from "./page-part.ts";

export const proofPage = "docs/proof.md";

/** Makes the tables of the page anew. */
export function writeProofPage(): void {
  writeFileSync(proofPage, withTables(readFileSync(proofPage, "utf8")));
}

/**
 * The page with its tables made anew: what stands between `<!-- faults -->` and `<!-- /faults -->`, and the same of mutants.
 * @throws {Error} the marks are missing
 */
export function withTables(page: string): string {
  const withFaults = withPart(page, "faults", faultTable(faultRows, faultKinds, directedTests()));
  return withPart(withFaults, "mutants", mutantTable(mutants, readResults(), focus));
}
