import { readFileSync } from "node:fs";
import { withPart } from "#simulation/docs/page-part.ts";
import { readPrices } from "../prices.ts";
import type { BenchResult } from "../result.ts";
import { chartsOf } from "./charts.ts";
import { benchmarkDocument } from "./document.ts";
import type { Template } from "./fixed-items.ts";
import { monthlyCost } from "./monthly.ts";

/** Where the numbers come from that everything else is made of. */
export const resultsFile = "bench/results.json";
export const chartsFolder = "docs/benchmark";
export const deployFile = "docs/deploy.md";

/** Every file that is made from the result, by its path from the root of the project. */
export function reportFiles(result: BenchResult): ReadonlyMap<string, string> {
  const charts = chartsOf(result);
  return new Map([
    ["docs/benchmark.md", benchmarkDocument(result, charts)],
    ...charts.map(({ name, svg }) => [`${chartsFolder}/${name}.svg`, svg] as const),
  ]);
}

/** docs/deploy.md with what a month costs made anew: it hangs on the template, too. */
export function deployPage(result: BenchResult, template: Template, page = readFileSync(deployFile, "utf8")): string {
  return withPart(page, "costs", monthlyCost(result, readPrices(), template));
}
