import { parentPort, workerData } from "node:worker_threads";
import { failureOf, type LambdaFailure } from "../lambda-failure.ts";
import type { ContextData, FromWorker, ToWorker, WorkerStart } from "../message.ts";
import { captureOutput } from "./captured-output.ts";
import { contextOf } from "./context.ts";
import { type Handler, loadHandler } from "./handler.ts";
import { InFlight } from "./in-flight.ts";
import { onlyHosts } from "./only-hosts.ts";
import { leadOutside } from "./outside-hosts.ts";
import { QuietWatch } from "./quiet-watch.ts";
import { trackRequests } from "./tracked-requests.ts";
import { trackThreadPool } from "./tracked-thread-pool.ts";
import { installVirtualTime } from "./virtual-time.ts";

/** The largest answer of a synchronous invocation. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const answerBytesMax = 6 * 1024 * 1024;

const start = workerData as WorkerStart;
const port = parentPort;
if (!port) throw new Error("Cannot run a Lambda worker: this is no worker thread");

const lines = captureOutput();
const send = (message: FromWorker): void => port.postMessage(message);
onlyHosts(start.endpointHost, Object.values(start.outside));
leadOutside(start.outside);
const watch = start.sharedClock ? watchTime(start, start.sharedClock) : undefined;
let handler: Promise<Handler> | undefined;

port.on("message", (message: ToWorker) => {
  if (message.kind === "invoke") void invoke(message.payload, message.context);
  else if (message.kind === "wake") watch?.wake();
  else watch?.reportRequests();
});
process.on("exit", () => send({ kind: "exit", lines: lines.take() }));
process.on("uncaughtException", (error) => die(failureOf(error)));
process.on("unhandledRejection", (reason) =>
  die({ ...failureOf(reason), errorType: "Runtime.UnhandledPromiseRejection", errorMessage: String(reason) }),
);

function watchTime(start: WorkerStart, sharedClock: SharedArrayBuffer): QuietWatch {
  const inFlight = new InFlight(start.workerId);
  const timers = installVirtualTime(sharedClock);
  trackRequests(inFlight, start.endpointHost);
  trackThreadPool(inFlight);
  return new QuietWatch(timers, inFlight, (requests, nextAtMs) =>
    send({ kind: "idle", requests, nextAtMs, lines: lines.take() }),
  );
}

async function invoke(payload: string, context: ContextData): Promise<void> {
  watch?.begin();
  const call = await load();
  if (!call) return;
  const message = await answerOf(call, payload, context);
  watch?.end();
  send(message);
}

/** A handler that cannot be loaded ends the thread: Lambda would start a new environment for the next invocation, too. */
async function load(): Promise<Handler | undefined> {
  try {
    handler ??= loadHandler(start.handlerFile, start.handlerName);
    return await handler;
  } catch (error) {
    die(failureOf(error));
    return undefined;
  }
}

async function answerOf(call: Handler, payload: string, context: ContextData): Promise<FromWorker> {
  try {
    const answer = await call(JSON.parse(payload), contextOf(context));
    return resultOf(JSON.stringify(answer === undefined ? null : answer) ?? "null");
  } catch (error) {
    return failed(failureOf(error));
  }
}

function resultOf(payload: string): FromWorker {
  if (Buffer.byteLength(payload) <= answerBytesMax) return { kind: "result", payload, lines: lines.take() };
  return failed({
    errorType: "Function.ResponseSizeTooLarge",
    errorMessage: `Response payload size exceeded maximum allowed payload size (${answerBytesMax} bytes).`,
  });
}

const failed = (failure: LambdaFailure): FromWorker => ({
  kind: "failure",
  failure,
  fatal: false,
  lines: lines.take(),
});

/** An error outside the handler's promise ends the runtime process: the next invocation gets a fresh one. */
function die(failure: LambdaFailure): void {
  watch?.end();
  send({ kind: "failure", failure, fatal: true, lines: lines.take() });
  process.exit(129);
}
