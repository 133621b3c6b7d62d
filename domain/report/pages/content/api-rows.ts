import { byText, grouped } from "../../../fact.ts";
import type { ApiCalls } from "../../observed.ts";

interface Counts {
  readonly successes: number;
  readonly failures: number;
}

/** Calls of one API from everywhere. */
export interface ApiRow extends Counts {
  readonly api: string;
  readonly addresses: readonly (Counts & { readonly address: string | undefined })[];
  readonly tactics: readonly string[];
}

/** One row for each API, the most called first. */
export function apiRows(calls: readonly ApiCalls[]): readonly ApiRow[] {
  const rows = [...grouped(calls, ({ api }) => api)].map(([api, some]) => ({
    api,
    ...sumOf(some),
    addresses: some.map(({ address, successes, failures }) => ({ address, successes, failures })),
    tactics: [...new Set(some.flatMap(({ tactics }) => tactics))].sort(byText),
  }));
  return rows.sort((a, b) => b.successes + b.failures - a.successes - a.failures || byText(a.api, b.api));
}

export function sumOf(counts: readonly Counts[]): Counts {
  const sum = (of: (one: Counts) => number) => counts.reduce((total, one) => total + of(one), 0);
  return { successes: sum(({ successes }) => successes), failures: sum(({ failures }) => failures) };
}
