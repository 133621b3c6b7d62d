import * as z from "zod";

// zod takes neither NaN nor an infinity for a number: every metric is finite.
const Count = z.number().nonnegative();
const Share = z.number().min(0).max(1);

export const WorkloadName = z.enum(["single", "burst", "flood", "duplicates", "faults", "longTail", "soak"]);
export type WorkloadName = z.infer<typeof WorkloadName>;

/** What one system did with one workload. */
export const Metrics = z.strictObject({
  dollarsPerMillion: Count,
  transitionsPerFinding: Count,
  /** `StartInvestigation` calls for each principal that the workload names: 1 is the least. */
  startsPerPrincipal: Count,
  /** From the true end of the investigation to the enriched finding; below 0 nobody can come. */
  lagP50Seconds: Count,
  lagP95Seconds: Count,
  /** (Finding, principal) pairs that could be investigated, and of which nobody will ever hear again. */
  lost: z.int().nonnegative(),
  /** Share of the (finding, principal) pairs that could be investigated and carry the evidence. */
  recall: Share,
  /** Pairs that could be investigated and wait for a person to replay them. */
  parked: z.int().nonnegative().optional(),
  /** From the arrival of the finding to the evidence on it. */
  delayP50Seconds: Count.optional(),
  delayP95Seconds: Count.optional(),
  /** Finding versions that the workload sends. */
  findings: z.int().positive().optional(),
  /** Distinct principals in them. */
  principals: z.int().nonnegative().optional(),
  /** API calls by `Service.Operation`, over the whole workload. */
  calls: z.record(z.string(), Count).optional(),
  /** Dollars per million findings by item of the bill; together `dollarsPerMillion`. */
  dollarItems: z.record(z.string(), Count).optional(),
  /** From the first event to the last outcome. */
  makespanSeconds: Count.optional(),
  /** The least `makespanSeconds` that the API quotas allow. */
  boundSeconds: Count.optional(),
  /** Share of the calls that a service turned away. */
  throttledShare: Share.optional(),
  lambdaGbSeconds: Count.optional(),
  /** Lambda time spent in waiting for investigations to end. */
  lambdaSecondsWaiting: Count.optional(),
  getInvestigationPerInvestigation: Count.optional(),
  /** Investigations started beyond one for each principal, where one reaches all of its activity. */
  extraStarts: z.int().nonnegative().optional(),
  /** Updates after which the finding says what it said before. */
  extraWrites: z.int().nonnegative().optional(),
  /** Calls in proportion to those of the same workload without faults. */
  callsVersusFaultFree: Count.optional(),
  historyEventsMax: z.int().nonnegative().optional(),
  violations: z.int().nonnegative().optional(),
  /** Real time that the workload took on the machine it ran on. */
  wallSeconds: Count.optional(),
  residentMb: Count.optional(),
});
export type Metrics = z.infer<typeof Metrics>;

/** Gumshoe in every workload, and the peers that were run on it. */
export const Systems = z.strictObject({
  gumshoe: Metrics,
  blog128: Metrics.optional(),
  blog512: Metrics.optional(),
  thesisBusyWait: Metrics.optional(),
  thesisBackoff: Metrics.optional(),
  perFinding: Metrics.optional(),
});
export type Systems = z.infer<typeof Systems>;
export const SystemName = Systems.keyof();
export type SystemName = z.infer<typeof SystemName>;
export const systemNames = SystemName.options;

/** A deployed function: what it weighs and how long Node takes to import it, beside an empty handler. */
export const BundleMeasures = z.strictObject({
  bytes: z.int().positive(),
  importMs: z.number().positive(),
  emptyMs: z.number().positive(),
  importMinMs: z.number().positive().optional(),
  importP90Ms: z.number().positive().optional(),
  emptyMinMs: z.number().positive().optional(),
  emptyP90Ms: z.number().positive().optional(),
  rounds: z.int().positive().optional(),
  /** A bundle of the SDK clients and commands that the function uses, and of nothing else. */
  sdkBytes: z.int().positive().optional(),
  sdkImportMs: z.number().positive().optional(),
  /** The same as the SDK comes, without our stand-ins for what no function uses. */
  sdkUnalteredBytes: z.int().positive().optional(),
});
export type BundleMeasures = z.infer<typeof BundleMeasures>;

/** How the cost of each system falls, or does not, with the findings that name the same principal. */
const CostPoint = z.strictObject({
  findingsPerPrincipal: z.number().positive(),
  dollarsPerMillion: z.partialRecord(SystemName, z.number().positive()),
});
export type CostPoint = z.infer<typeof CostPoint>;

/** Everything a run of the benchmark tells: what `--json` prints, and what the document is made from. */
export const BenchResult = z.strictObject({
  /** No AWS account was in it: the cloud, its clock and so the money are simulated. */
  simulated: z.literal(true),
  seed: z.int(),
  commit: z.string().min(1),
  /** The day of `prices.json`. */
  priceSheet: z.iso.date(),
  nodeVersion: z.string().min(1),
  workloads: z.partialRecord(WorkloadName, Systems),
  bundles: z.record(z.string(), BundleMeasures),
  sweeps: z.strictObject({ findingsPerPrincipal: z.array(CostPoint) }).optional(),
});
export type BenchResult = z.infer<typeof BenchResult>;

/** @throws {Error} naming every member that is missing, unknown or no finite number */
export function parseResult(json: unknown): BenchResult {
  const read = BenchResult.safeParse(json);
  if (!read.success) throw new Error(`Cannot read the result of the benchmark: ${z.prettifyError(read.error)}`);
  return read.data;
}
