import { parentPort, workerData } from "node:worker_threads";
import type { Errand, ErrandReport, SeedReport, WorkerSetUp } from "../runner/message.ts";
import { scenarios } from "../scenarios.ts";
import { crashPlan, violationsAt } from "./plan.ts";

/** As for seeds, with the number of a crash in place of a seed and the names of scenarios in place of faults. */
const { blueprint, faults: names } = workerData as WorkerSetUp;
const plan = crashPlan(
  scenarios.filter(({ name }) => names.includes(name)),
  blueprint,
);

parentPort?.on("message", async ({ first, count }: Errand) => {
  const { crashes } = await plan;
  const seeds: SeedReport[] = [];
  for (const [at, crash] of crashes.slice(first, first + count).entries()) {
    const violations = await violationsAt(crash, blueprint);
    seeds.push({ seed: first + at, traceHash: "", violations, struck: [], strikes: 1, counts: {} });
  }
  const { heapUsed, external } = process.memoryUsage();
  const report: ErrandReport = { seeds, heapBytes: heapUsed + external };
  parentPort?.postMessage(report);
});
