import type { BenchResult } from "../result.ts";
import { callsChart } from "./charts/calls-chart.ts";
import { costChart } from "./charts/cost-chart.ts";
import { lagChart } from "./charts/lag-chart.ts";
import { recallChart } from "./charts/recall-chart.ts";

const drawers = {
  cost: { draw: costChart, alt: "Cost per million findings by findings per principal; the figures are in the tables" },
  lag: { draw: lagChart, alt: "Lag above the true end of the investigation; the figures are in the tables" },
  calls: { draw: callsChart, alt: "API calls per finding by operation; the figures are in the tables" },
  recall: { draw: recallChart, alt: "Recall of pairs of finding and principal; the figures are in the tables" },
} as const;

export interface ChartFile {
  readonly name: keyof typeof drawers;
  readonly alt: string;
  readonly svg: string;
}

/** The charts that the result has the numbers for. */
export function chartsOf(result: BenchResult): readonly ChartFile[] {
  const names = Object.keys(drawers) as (keyof typeof drawers)[];
  return names.flatMap((name) => {
    const { draw, alt } = drawers[name];
    const svg = draw(result);
    return svg === undefined ? [] : [{ name, alt, svg }];
  });
}
