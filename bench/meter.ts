/** What one function used. */
export interface FunctionMeter {
  readonly architecture: "arm64" | "x86_64";
  readonly memoryMib: number;
  readonly requests: number;
  /** Time in the handler, of each request rounded up to a whole millisecond, summed. */
  readonly billedMs: number;
  /** Time of initialization, of all cold starts together. */
  readonly initMs: number;
}

/** What a system used of everything that has a price. Counts, not dollars: `cost.ts` makes dollars of them. */
export interface Meter {
  /** State transitions of standard workflows, as Step Functions counts them: retries too. */
  readonly transitions: number;
  /** By the name of the function. */
  readonly functions: Readonly<Record<string, FunctionMeter>>;
  /** Requests to queues, one for every 64 KB: sends, receives (empty ones too) and deletes. */
  readonly sqsRequests: number;
  readonly writeUnits: number;
  readonly readUnits: number;
  /** Events that the system puts on a bus itself, one for every 64 KB. */
  readonly customEvents: number;
  /** Objects written to S3, and objects read. */
  readonly objectWrites: number;
  readonly objectReads: number;
  readonly kmsRequests: number;
  readonly logBytes: number;
  /** Traces that X-Ray records. */
  readonly traces: number;
}

/** A meter that stands at zero. */
export const unused: Meter = {
  transitions: 0,
  functions: {},
  sqsRequests: 0,
  writeUnits: 0,
  readUnits: 0,
  customEvents: 0,
  objectWrites: 0,
  objectReads: 0,
  kmsRequests: 0,
  logBytes: 0,
  traces: 0,
};

/** What two runs used together. */
export function addMeters(a: Meter, b: Meter): Meter {
  return {
    transitions: a.transitions + b.transitions,
    functions: addFunctions(a.functions, b.functions),
    sqsRequests: a.sqsRequests + b.sqsRequests,
    writeUnits: a.writeUnits + b.writeUnits,
    readUnits: a.readUnits + b.readUnits,
    customEvents: a.customEvents + b.customEvents,
    objectWrites: a.objectWrites + b.objectWrites,
    objectReads: a.objectReads + b.objectReads,
    kmsRequests: a.kmsRequests + b.kmsRequests,
    logBytes: a.logBytes + b.logBytes,
    traces: a.traces + b.traces,
  };
}

function addFunctions(a: Meter["functions"], b: Meter["functions"]): Meter["functions"] {
  const sums: Record<string, FunctionMeter> = { ...a };
  for (const [name, one] of Object.entries(b)) {
    const { requests = 0, billedMs = 0, initMs = 0 } = sums[name] ?? {};
    sums[name] = {
      ...one,
      requests: requests + one.requests,
      billedMs: billedMs + one.billedMs,
      initMs: initMs + one.initMs,
    };
  }
  return sums;
}
