import { parentPort, workerData } from "node:worker_threads";
import type { Errand, ErrandReport, SeedReport, WorkerSetUp } from "./message.ts";
import { playSeed } from "./play.ts";

const setUp = workerData as WorkerSetUp;

parentPort?.on("message", async ({ first, count }: Errand) => {
  const seeds: SeedReport[] = [];
  for (let seed = first; seed < first + count; seed++) seeds.push(await playSeed(seed, setUp));
  const { heapUsed, external } = process.memoryUsage();
  const report: ErrandReport = { seeds, heapBytes: heapUsed + external };
  parentPort?.postMessage(report);
});
