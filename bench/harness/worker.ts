import { parentPort, workerData } from "node:worker_threads";
import type { Job, WorkerSetUp } from "./job.ts";
import { runJob } from "./run-job.ts";

// What the main thread starts a worker with and sends it is of these types.
const setUp = workerData as WorkerSetUp;

parentPort?.on("message", async (job: Job) => parentPort?.postMessage(await runJob(job, setUp)));
