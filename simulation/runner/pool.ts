import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Errand, ErrandReport, WorkerSetUp } from "./message.ts";

export interface PoolOptions {
  /** The bundled worker. */
  readonly bundle: string;
  readonly setUp: WorkerSetUp;
  readonly firstSeed: number;
  readonly seeds: number;
  /** One for each core unless said. */
  readonly workers?: number;
  /** Seeds a worker is sent at once; 20 at most unless said. Few end a run soon once it is known to be over. */
  readonly errandSeedsMax?: number;
  /** Hears of every errand; answering false ends the run early. */
  readonly onReport: (report: ErrandReport) => boolean;
}

/**
 * Plays seeds on all cores. Which worker plays which seed changes nothing: a seed's world is its own.
 * @throws what a worker died of
 */
export async function playSeeds(options: PoolOptions): Promise<void> {
  const { bundle, setUp, firstSeed, seeds, errandSeedsMax = 20, onReport } = options;
  const count = Math.min(options.workers ?? availableParallelism(), seeds);
  const errandSeeds = Math.max(1, Math.min(errandSeedsMax, Math.ceil(seeds / count / 4)));
  const end = firstSeed + seeds;
  let next = firstSeed;
  let over = false;
  const errand = (): Errand | undefined => {
    if (over || next >= end) return undefined;
    const first = next;
    next = Math.min(end, first + errandSeeds);
    return { first, count: next - first };
  };
  const work = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(bundle, { workerData: setUp, resourceLimits, stderr: false });
      const sendNext = () => {
        const given = errand();
        if (given) worker.postMessage(given);
        else worker.terminate().then(() => resolve(), reject);
      };
      worker.on("message", (report: ErrandReport) => {
        if (!onReport(report)) over = true;
        sendNext();
      });
      worker.on("error", reject);
      sendNext();
    });
  await Promise.all(Array.from({ length: count }, work));
}

/** Most of a world is garbage once its seed is over: a larger nursery lets it die there. */
const resourceLimits = { maxYoungGenerationSizeMb: 32 };
