import { parentPort, workerData } from "node:worker_threads";
import type { Errand, ErrandReport, SeedReport, WorkerSetUp } from "./message.ts";
import { playSeed } from "./play.ts";

const setUp = workerData as WorkerSetUp;

parentPort?.on("message", async ({ first, count, few }: Errand) => {
  const seeds: SeedReport[] = [];
  const play = { ...setUp, ...few };
  for (let seed = first; seed < first + count; seed++) {
    const report = await playSeed(seed, play);
    seeds.push(few ? { ...report, few } : report);
  }
  const { heapUsed, external } = process.memoryUsage();
  const report: ErrandReport = { seeds, heapBytes: heapUsed + external };
  parentPort?.postMessage(report);
});
