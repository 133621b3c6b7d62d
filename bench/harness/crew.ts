import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { optimiseLater } from "#simulation/runner/optimise-later.ts";
import type { Job, JobReport, WorkerSetUp } from "./job.ts";

export interface CrewOptions {
  /** The bundled worker. */
  readonly bundle: string;
  readonly setUp: WorkerSetUp;
  /** In the order in which they are begun: the longest first. */
  readonly jobs: readonly Job[];
  /** One for each core unless said. */
  readonly workers?: number;
  /** What the heap of one worker may hold, MB: little makes it tidy up often, a flood is a large world. */
  readonly heapMb?: number;
  readonly onReport?: (report: JobReport) => void;
}

const heapMbDefault = 8_000;
/** Most of any world is garbage before long. */
const nurseryMb = 64;

/**
 * Does jobs on all cores. Who does which changes nothing.
 * @returns the reports in the order of the jobs
 * @throws what a worker died of
 */
export async function doJobs(options: CrewOptions): Promise<readonly JobReport[]> {
  const { bundle, setUp, jobs, onReport, heapMb = heapMbDefault } = options;
  const resourceLimits = { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: nurseryMb };
  optimiseLater();
  const reports: JobReport[] = [];
  const left = [...jobs.entries()];
  const work = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(bundle, { workerData: setUp, resourceLimits });
      let place = 0;
      const next = () => {
        const taken = left.shift();
        if (!taken) return void worker.terminate().then(() => resolve(), reject);
        place = taken[0];
        worker.postMessage(taken[1]);
      };
      worker.on("message", (report: JobReport) => {
        reports[place] = report;
        onReport?.(report);
        next();
      });
      worker.on("error", reject);
      next();
    });
  const count = Math.min(options.workers ?? availableParallelism(), jobs.length);
  await Promise.all(Array.from({ length: count }, work));
  return reports;
}
