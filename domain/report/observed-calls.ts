import { callSum } from "../call-count.ts";
import { byText, grouped } from "../fact.ts";
import type { ObservedTtp } from "../investigation.ts";
import { tacticGravity } from "../tactic.ts";
import { cleanText } from "../text.ts";
import { namedTactic, techniqueOf } from "./attack.ts";
import type { ApiCalls, AttackUse } from "./observed.ts";

const tacticsMax = 14;

/** One entry for each tactic, technique and procedure, the gravest first; what succeeded before what was only tried. */
export function attackUses(ttps: readonly ObservedTtp[]): AttackUse[] {
  const told = ttps.filter(({ tactic, technique, procedure }) =>
    clean(`${tactic ?? ""}${technique ?? ""}${procedure ?? ""}`, 9),
  );
  const uses = [...grouped(told, (ttp) => JSON.stringify(meaningOf(ttp))).values()].flatMap((group) =>
    group[0] ? [{ ...meaningOf(group[0]), ...countsOf(group) }] : [],
  );
  return inOrder(uses, (use) => tacticGravity(use.tactic ?? ""));
}

/** One entry for each API and address, the gravest first. Observations that name no API are in `attackUses` alone. */
export function apiCalls(ttps: readonly ObservedTtp[]): ApiCalls[] {
  const calls = ttps.flatMap((ttp) => {
    const api = clean(ttp.api, 128);
    return api ? [{ ttp, api, address: clean(ttp.ipAddress, 45) }] : [];
  });
  const sums = [...grouped(calls, ({ api, address }) => JSON.stringify([api, address])).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { api, address } = first;
    const counts = countsOf(group.map(({ ttp }) => ttp));
    return [{ api, ...(address && { address }), ...counts, tactics: tacticsOf(group.map(({ ttp }) => ttp)) }];
  });
  return inOrder(sums, ({ tactics }) => Math.max(0, ...tactics.map(tacticGravity)));
}

function meaningOf(ttp: ObservedTtp): Omit<AttackUse, "successes" | "failures"> {
  const tactic = namedTactic(clean(ttp.tactic, 48));
  const technique = techniqueOf(clean(ttp.technique, 80));
  const procedure = clean(ttp.procedure, 160);
  return {
    ...(tactic.name && { tactic: tactic.name }),
    ...(tactic.id && { tacticId: tactic.id }),
    ...(technique.name && { technique: technique.name }),
    ...(technique.id && { techniqueId: technique.id }),
    ...(procedure && { procedure }),
  };
}

function tacticsOf(ttps: readonly ObservedTtp[]): string[] {
  const names = new Set(ttps.map(({ tactic }) => namedTactic(clean(tactic, 48)).name).filter((name) => name !== ""));
  return [...names].sort((a, b) => tacticGravity(b) - tacticGravity(a) || byText(a, b)).slice(0, tacticsMax);
}

function countsOf(ttps: readonly ObservedTtp[]): { readonly successes: number; readonly failures: number } {
  return {
    successes: callSum(ttps.map(({ successes }) => successes)),
    failures: callSum(ttps.map(({ failures }) => failures)),
  };
}

/** As evidence is ranked: a call that succeeded weighs twice as much as one that was only tried. */
function inOrder<T extends { readonly successes: number; readonly failures: number }>(
  entries: readonly T[],
  gravityOf: (entry: T) => number,
): T[] {
  const weight = (entry: T) => gravityOf(entry) * (entry.successes > 0 ? 2 : 1);
  return entries.toSorted(
    (a, b) =>
      weight(b) - weight(a) ||
      b.successes - a.successes ||
      b.failures - a.failures ||
      byText(JSON.stringify(a), JSON.stringify(b)),
  );
}

function clean(text: string | undefined, charsMax: number): string {
  return cleanText(text ?? "", charsMax);
}
