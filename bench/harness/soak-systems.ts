import type { PriceSheet } from "../prices.ts";
import type { Systems } from "../result.ts";
import type { JobReport } from "./job.ts";
import { MetricsSum } from "./metrics.ts";

/** What a run took of the machine. */
export interface Spent {
  readonly wallSeconds: number;
  readonly residentMb: number;
}

/** The worlds of the soak as one; undefined when there was none. */
export function soakSystems(reports: readonly JobReport[], prices: PriceSheet, spent: Spent): Systems | undefined {
  const soaked = reports.flatMap((report) => (report.kind === "soak" ? [report.soaked] : []));
  if (soaked.length === 0) return undefined;
  const sum = new MetricsSum();
  for (const { played } of soaked) sum.add(played);
  const violations = soaked.reduce((count, one) => count + one.violations.length, 0);
  return { gumshoe: { ...sum.metrics(prices), ...spent, violations } };
}
