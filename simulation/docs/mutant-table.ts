import type { Mutant } from "../mutants/mutant.ts";
import type { Result } from "../mutants/results.ts";
import { markdownTable } from "./markdown-table.ts";

/**
 * Every deliberate bug as a Markdown table: what it does, and which promise it broke in which seed.
 * @param focus the fault kinds that could strike in a focused hunt, by mutant
 */
export function mutantTable(
  mutants: readonly Mutant[],
  results: readonly Result[],
  focus: Readonly<Record<string, readonly string[]>>,
): string {
  const found = new Map(results.map((result) => [result.name, result]));
  const lines = mutants.map(({ name, bug }) => {
    const { invariant = "none", seed = "", focused } = found.get(name) ?? {};
    const faults = focused ? (focus[name] ?? []).map((fault) => `\`${fault}\``).join(", ") : "all";
    return [`\`${name}\``, bug, invariant, String(seed), faults];
  });
  return markdownTable([
    ["bug", "what it does", "breaks", "seed", "faults"],
    ["---", "---", "---", "---:", "---"],
    ...lines,
  ]);
}
