import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { blueprintOf } from "#simulation/blueprint.ts";
import { bundled } from "#simulation/runner/bundle.ts";
import { measureBundles } from "./bundles.ts";
import { type BenchArguments, readArguments, usage } from "./harness/arguments.ts";
import { assemble } from "./harness/assemble.ts";
import { doJobs } from "./harness/crew.ts";
import type { JobReport } from "./harness/job.ts";
import { planJobs } from "./harness/plan.ts";
import { progressOf } from "./harness/progress.ts";
import { soakSystems } from "./harness/soak-systems.ts";
import { Spending } from "./harness/spending.ts";
import { readPrices } from "./prices.ts";
import { renderResult } from "./report/terminal.ts";
import type { BenchResult } from "./result.ts";

/** Two workers of the soak and the main thread stay below a gigabyte together. */
const heapMbOfSoak = 320;

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});

async function main(): Promise<number> {
  const given = readArguments(process.argv.slice(2));
  if (given.help) {
    process.stdout.write(usage);
    return 0;
  }
  const result = await run(given);
  if (given.out !== undefined) writeFileSync(given.out, `${JSON.stringify(result, undefined, 2)}\n`);
  process.stdout.write(given.json ? `${JSON.stringify(result)}\n` : `${renderResult(result)}\n`);
  return 0;
}

async function run(given: BenchArguments): Promise<BenchResult> {
  const [blueprint, prices] = [await blueprintOf("cdk.out"), readPrices()];
  const bundle = await bundled(fileURLToPath(new URL("./harness/worker.ts", import.meta.url)));
  const spending = new Spending();
  const jobs = planJobs(given);
  const { onReport, end } = progressOf(jobs.length);
  const crew = { bundle, setUp: { blueprint, prices }, jobs, onReport };
  const reports = await doJobs(given.workload === "soak" ? { ...crew, heapMb: heapMbOfSoak } : crew);
  end();
  tellViolations(reports);
  const soak = soakSystems(reports, prices, spending.end());
  // Real time, and so measured when nothing else is going on.
  const bundles = given.workload === undefined ? await measureBundles() : {};
  const about = { seed: given.seed, commit: commit(), priceSheet: prices.readAt, nodeVersion: process.version };
  return assemble(about, reports, bundles, soak);
}

function tellViolations(reports: readonly JobReport[]): void {
  for (const report of reports) {
    if (report.kind !== "soak") continue;
    for (const violation of report.soaked.violations.slice(0, 20)) process.stderr.write(`${violation}\n`);
  }
}

function commit(): string {
  const { stdout } = spawnSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" });
  return stdout?.trim() || "unknown";
}
