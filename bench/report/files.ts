import type { BenchResult } from "../result.ts";
import { chartsOf } from "./charts.ts";
import { benchmarkDocument } from "./document.ts";

/** Where the numbers come from that everything else is made of. */
export const resultsFile = "bench/results.json";
export const chartsFolder = "docs/benchmark";

/** Every file that is made from the result, by its path from the root of the project. */
export function reportFiles(result: BenchResult): ReadonlyMap<string, string> {
  const charts = chartsOf(result);
  return new Map([
    ["docs/benchmark.md", benchmarkDocument(result, charts)],
    ...charts.map(({ name, svg }) => [`${chartsFolder}/${name}.svg`, svg] as const),
  ]);
}
