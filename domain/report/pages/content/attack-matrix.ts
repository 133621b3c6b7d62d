import { byText, grouped } from "../../../fact.ts";
import type { AttackUse } from "../../observed.ts";
import { sumOf } from "./api-rows.ts";
import { attackLink } from "./links.ts";

export interface TechniqueCell {
  readonly name: string;
  readonly id: string | undefined;
  readonly href: string | undefined;
  readonly procedures: readonly string[];
  readonly successes: number;
  readonly failures: number;
}

export interface TacticColumn {
  readonly name: string;
  readonly id: string | undefined;
  readonly href: string | undefined;
  readonly techniques: readonly TechniqueCell[];
}

/**
 * The tactics of ATT&CK for enterprises in the order of its matrix.
 * @see https://attack.mitre.org/tactics/enterprise/ (read 2026-12-01)
 */
const tactics: readonly (readonly [id: string, name: string])[] = [
  ["TA0043", "Reconnaissance"],
  ["TA0042", "Resource Development"],
  ["TA0001", "Initial Access"],
  ["TA0002", "Execution"],
  ["TA0003", "Persistence"],
  ["TA0004", "Privilege Escalation"],
  ["TA0005", "Defense Evasion"],
  ["TA0006", "Credential Access"],
  ["TA0007", "Discovery"],
  ["TA0008", "Lateral Movement"],
  ["TA0009", "Collection"],
  ["TA0011", "Command and Control"],
  ["TA0010", "Exfiltration"],
  ["TA0040", "Impact"],
];

/** Every tactic with the techniques seen; what belongs to none of them stands in columns of its own behind them. */
export function attackMatrix(uses: readonly AttackUse[]): readonly TacticColumn[] {
  const known = (use: AttackUse) =>
    tactics.find(([id, name]) => id === use.tacticId || name.toLowerCase() === use.tactic?.toLowerCase());
  const columns = tactics.map((tactic) => {
    const [id, name] = tactic;
    return { id, name, href: attackLink(id), techniques: cells(uses.filter((use) => known(use) === tactic)) };
  });
  const others = grouped(
    uses.filter((use) => known(use) === undefined),
    ({ tactic }) => tactic ?? "",
  );
  const rest = [...others].map(([tactic, some]) => ({
    name: tactic || "Tactic not told",
    id: undefined,
    href: undefined,
    techniques: cells(some),
  }));
  return [...columns, ...rest];
}

function cells(uses: readonly AttackUse[]): readonly TechniqueCell[] {
  const techniques = grouped(uses, ({ techniqueId, technique }) => techniqueId ?? technique ?? "");
  const all = [...techniques.values()].map((some) => ({
    name: some.find(({ technique }) => technique)?.technique ?? some[0]?.techniqueId ?? "Technique not told",
    id: some[0]?.techniqueId,
    href: attackLink(some[0]?.techniqueId),
    procedures: [...new Set(some.flatMap(({ procedure }) => procedure ?? []))].sort(byText),
    ...sumOf(some),
  }));
  return all.sort((a, b) => b.successes + b.failures - a.successes - a.failures || byText(a.name, b.name));
}
