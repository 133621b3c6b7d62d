import { byText, grouped } from "../../../fact.ts";
import { tacticOf, tactics } from "../../../tactic.ts";
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

/** Every tactic with the techniques seen; what belongs to none of them stands in columns of its own behind them. */
export function attackMatrix(uses: readonly AttackUse[]): readonly TacticColumn[] {
  const known = ({ tacticId, tactic }: AttackUse) => tacticOf(tacticId ?? "")?.id ?? tacticOf(tactic ?? "")?.id;
  const columns = tactics.map(({ id, name }) => {
    const some = uses.filter((use) => known(use) === id);
    // Detective says Defense Evasion where ATT&CK has come to say Stealth.
    return { id, name: some[0]?.tactic ?? name, href: attackLink(id), techniques: cells(some) };
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
