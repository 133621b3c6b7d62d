import type { Mutant } from "../mutants/mutant.ts";
import type { Result } from "../mutants/results.ts";
import { markdownTable } from "./markdown-table.ts";

/** Every deliberate bug as a Markdown table: what it does, and which promise it broke in which seed. */
export function mutantTable(mutants: readonly Mutant[], results: readonly Result[]): string {
  const found = new Map(results.map((result) => [result.name, result]));
  const lines = mutants.map(({ name, bug, faults }) => {
    const { invariant, seed } = found.get(name) ?? { invariant: "none", seed: "" };
    const under = faults ? `, under ${faults.map((fault) => `\`${fault}\``).join(", ")} alone` : "";
    return [`\`${name}\``, `${bug}${under}`, invariant, String(seed)];
  });
  return markdownTable([["bug", "what it does", "breaks", "seed"], ["---", "---", "---", "---:"], ...lines]);
}
