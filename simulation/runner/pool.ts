import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Errand, ErrandReport, WorkerSetUp } from "./message.ts";
import { optimiseLater } from "./optimise-later.ts";

export interface ErrandOptions {
  /** The bundled worker. */
  readonly bundle: string;
  readonly setUp: WorkerSetUp;
  /** One for each core unless said. */
  readonly workers?: number;
  /** Hears of every errand; answering false ends the run early. */
  readonly onReport: (report: ErrandReport) => boolean;
}

export interface PoolOptions extends ErrandOptions {
  readonly firstSeed: number;
  readonly seeds: number;
  /** Seeds a worker is sent at once; 20 at most unless said. Few end a run soon once it is known to be over. */
  readonly errandSeedsMax?: number;
}

/** Plays seeds on all cores, in order. @throws what a worker died of */
export async function playSeeds({ firstSeed, seeds, errandSeedsMax = 20, ...options }: PoolOptions): Promise<void> {
  const workers = Math.min(options.workers ?? availableParallelism(), seeds);
  const size = Math.max(1, Math.min(errandSeedsMax, Math.ceil(seeds / workers / 4)));
  await playErrands({ ...options, workers }, errandsOf(firstSeed, firstSeed + seeds, size));
}

function* errandsOf(firstSeed: number, end: number, size: number): Generator<Errand> {
  for (let first = firstSeed; first < end; first += size) yield { first, count: Math.min(size, end - first) };
}

/**
 * Does errands on all cores, in the order given. Which worker does which changes nothing: a seed's world is its own.
 * @throws what a worker died of
 */
export async function playErrands(options: ErrandOptions, errands: Iterable<Errand>): Promise<void> {
  const { bundle, setUp, workers = availableParallelism(), onReport } = options;
  optimiseLater();
  const left = errands[Symbol.iterator]();
  let over = false;
  const work = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(bundle, { workerData: setUp, resourceLimits, stderr: false });
      const sendNext = () => {
        const next = over ? undefined : left.next();
        if (next && !next.done) worker.postMessage(next.value);
        else worker.terminate().then(() => resolve(), reject);
      };
      worker.on("message", (report: ErrandReport) => {
        if (!onReport(report)) over = true;
        sendNext();
      });
      worker.on("error", reject);
      sendNext();
    });
  await Promise.all(Array.from({ length: workers }, work));
}

/**
 * Most of a world is garbage once its seed is over: a larger nursery lets it die there. A third of this is filled between two
 * collections, which take half the time that they take at 32 MB.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 96 };
