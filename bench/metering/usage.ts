import type { ExecutionSummary } from "#local/services/states.ts";
import type { SimulatedCloud } from "#simulation/cloud.ts";
import type { Happening } from "#simulation/happening.ts";
import type { Meter } from "../meter.ts";
import { historyEventLogBytes, invocationLogBytes, lineLogBytes, metricLogBytes } from "./assumptions.ts";
import { Calls } from "./calls.ts";
import { DynamoDbUnits } from "./dynamodb-units.ts";
import { type Architecture, FunctionMeters } from "./functions.ts";
import type { QueueRequests } from "./queue-requests.ts";
import { rulesToQueues } from "./queue-rules.ts";
import { indexKeysOf } from "./table-indexes.ts";
import { TableKeys } from "./table-keys.ts";
import { Traces } from "./traces.ts";
import { tellsOfFailure, type WorkflowWatch, workflowWatch } from "./workflow-watch.ts";

export interface UsageOptions {
  readonly architecture: Architecture;
  /** The poller's requests, counted where it reads. */
  readonly queue: QueueRequests;
}

const eventUnitBytes = 64 * 1_024;

/** Watches a world and counts everything in it that has a price. */
export class Usage {
  readonly calls = new Calls();
  readonly functions: FunctionMeters;
  readonly #cloud: SimulatedCloud;
  readonly #options: UsageOptions;
  readonly #units: DynamoDbUnits;
  readonly #tableKeys = new TableKeys();
  readonly #bucketKeys = new TableKeys();
  readonly #traces = new Traces();
  readonly #watch: WorkflowWatch;
  readonly #queueTargets: ReadonlyMap<string, number>;
  /** Executions that the services have dropped meanwhile. */
  #gone: History = { transitions: 0, historyEvents: 0, historyEventsMax: 0 };
  #sqsRequests = 0;
  #customEvents = 0;
  #objectWrites = 0;
  #objectReads = 0;
  #lineBytes = 0;
  #invocations = 0;
  /** History events that tell of a failure. */
  #failures = 0;

  constructor(cloud: SimulatedCloud, options: UsageOptions) {
    const { blueprint, table } = cloud;
    this.#cloud = cloud;
    this.#options = options;
    this.#watch = workflowWatch(blueprint);
    this.functions = new FunctionMeters(blueprint, options.architecture);
    this.#units = new DynamoDbUnits(table, indexKeysOf(blueprint.tables[0] ?? {}));
    this.#queueTargets = rulesToQueues(blueprint.calls);
    cloud.watch((happening, atMs) => this.#see(happening, atMs));
  }

  /** What has been used so far. */
  meter(): Meter {
    const { transitions, historyEvents } = this.#history();
    const eventsLogged = { all: historyEvents, errors: this.#failures, none: 0 }[this.#watch.logged];
    return {
      transitions,
      functions: structuredClone(this.functions.meters),
      sqsRequests: this.#sqsRequests + this.#options.queue.count,
      writeUnits: this.#units.writeUnits,
      readUnits: this.#units.readUnits,
      customEvents: this.#customEvents,
      objectWrites: this.#objectWrites,
      objectReads: this.#objectReads,
      kmsRequests: this.#tableKeys.requests + this.#bucketKeys.requests,
      logBytes: this.#lineBytes + this.#invocations * invocationLogBytes + eventsLogged * historyEventLogBytes,
      traces: this.#watch.traced ? this.#traces.recorded : 0,
    };
  }

  /** Events of the longest history. */
  get historyEventsMax(): number {
    return this.#history().historyEventsMax;
  }

  /** An execution is about to be dropped: what it used stays counted. */
  settle(execution: ExecutionSummary): void {
    this.#gone = added(this.#gone, execution);
  }

  /** Changes of the table by nobody whom it is billed to. */
  withoutCount(change: () => void): void {
    this.#units.withoutCount(change);
  }

  #history(): History {
    return this.#cloud.services.SFN.executions().reduce(added, this.#gone);
  }

  #see(happening: Happening, atMs: number): void {
    if (tellsOfFailure(happening)) this.#failures++;
    switch (happening.kind) {
      case "call":
        this.#call(happening, atMs);
        break;
      case "invocation":
        if (happening.phase === "begins") this.#invocations++;
        this.functions.count(happening);
        break;
      case "event":
        for (const rule of happening.rules) this.#sqsRequests += this.#queueTargets.get(rule) ?? 0;
        break;
      case "execution":
        if (happening.status === "RUNNING") this.#traces.begun(atMs);
        break;
      case "log":
        this.#lineBytes += lineLogBytes + JSON.stringify(happening.fields).length;
        break;
      case "metrics":
        for (const { values } of happening.lines) this.#lineBytes += metricLineBytes(values.length);
        break;
      default:
    }
  }

  #call(call: Extract<Happening, { kind: "call" }>, atMs: number): void {
    this.calls.count(call);
    const { service, operation, requestId, by } = call;
    if (service === "DynamoDB") {
      this.#units.count(call);
      this.#tableKeys.used(by, atMs);
    } else if (service === "S3") {
      if (operation === "GetObject") this.#objectReads++;
      else this.#objectWrites++;
      this.#bucketKeys.used(by, atMs);
    } else if (service === "SQS") this.#sqsRequests++;
    else if (operation === "GetInvestigation") this.functions.asks(requestId);
    else if (operation === "PutEvents" && call.error === undefined) this.#customEvents += eventUnitsIn(call.input);
  }
}

/** Each metric has its definition and its value in the line. */
function metricLineBytes(values: number): number {
  return metricLogBytes.line + values * metricLogBytes.metric;
}

interface History {
  readonly transitions: number;
  readonly historyEvents: number;
  readonly historyEventsMax: number;
}

function added(sum: History, { stateTransitions, historyEvents }: ExecutionSummary): History {
  return {
    transitions: sum.transitions + stateTransitions,
    historyEvents: sum.historyEvents + historyEvents,
    historyEventsMax: Math.max(sum.historyEventsMax, historyEvents),
  };
}

/** @see https://aws.amazon.com/eventbridge/pricing/ (read 2026-12-01): every 64 KB of an event is one */
function eventUnitsIn(input: unknown): number {
  const { Entries = [] } = input as { readonly Entries?: readonly { readonly Detail?: string }[] };
  const units = Entries.map(({ Detail = "" }) => Math.max(1, Math.ceil(Buffer.byteLength(Detail) / eventUnitBytes)));
  return units.reduce((sum, one) => sum + one, 0);
}
