import type { SimulateOptions } from "./options.ts";
import type { Shrunk } from "./runner/shrink.ts";
import type { FailingSeed, Tally } from "./runner/tally.ts";

/** What `--json` prints. */
export interface SimulationReport {
  readonly seeds: number;
  readonly firstSeed: number;
  readonly violations: number;
  readonly failing: readonly { readonly seed: number; readonly invariant: string; readonly command: string }[];
  /** The part of all pairs of fault kinds that struck in one seed, 0 to 1. */
  readonly pairCoverage: number;
  readonly seedsPerSecond: number;
}

export function simulationReport(tally: Tally, options: SimulateOptions, seconds: number): SimulationReport {
  const { seeds, violations, failing } = tally;
  return {
    seeds,
    firstSeed: options.firstSeed,
    violations,
    failing: failing.map((one) => {
      const { seed, invariant } = one;
      return { seed, invariant, command: commandFor(seed, optionsOf(one, options)) };
    }),
    pairCoverage: rounded(tally.pairCoverage(options.faults), 4),
    seedsPerSecond: rounded(seeds / seconds, 1),
  };
}

/** What plays a failing seed again: a run of few kinds names these. */
export function optionsOf({ few }: FailingSeed, options: SimulateOptions): SimulateOptions {
  return few ? { ...options, ...few, faultsGiven: few.faults.join(",") } : options;
}

/** The one line that plays a seed again. */
export function commandFor(seed: number, options: SimulateOptions, strikes?: number): string {
  const { faultsGiven, intensity, findings, minutes } = options;
  const said = [
    ...(faultsGiven === "all" ? [] : [`--faults ${faultsGiven}`]),
    ...(intensity === undefined ? [] : [`--intensity ${intensity}`]),
    ...(findings === 20 ? [] : [`--findings ${findings}`]),
    ...(minutes === undefined ? [] : [`--minutes ${minutes}`]),
    ...(strikes === undefined ? [] : [`--strikes ${strikes}`]),
  ];
  return ["npm run simulate -- --seed", seed, ...said].join(" ");
}

/** The run in a few lines. */
export function summaryText(
  report: SimulationReport,
  tally: Tally,
  options: SimulateOptions,
  unusedGrants: readonly string[],
): string {
  const { seeds, firstSeed, violations, seedsPerSecond } = report;
  const kinds = options.faults.length;
  const silent = options.faults.filter((name) => !tally.seedsByKind.has(name));
  return [
    `${count(seeds)} seeds from ${firstSeed} on, ${count(tally.strikes)} faults of ${kinds} kinds, ${count(violations)} broken promises`,
    `pairs of kinds that struck together: ${(100 * report.pairCoverage).toFixed(2)} %${pairsText(tally, options)}`,
    ...(silent.length > 0 ? [`never struck: ${silent.join(", ")}`] : []),
    ...(unusedGrants.length > 0 ? [`granted and not used: ${unusedGrants.join(", ")}`] : []),
    ...Object.entries(tally.counts).flatMap(([what, times]) =>
      what.startsWith("grant") || times === 0 ? [] : [`${what}: ${count(times)}`],
    ),
    `${seedsPerSecond} seeds/s on ${options.workers} ${options.workers === 1 ? "core" : "cores"}, at most ${megabytes(tally.heapBytesMax)} MB of heap in a worker`,
  ].join("\n");
}

/** How the pairs that no seed had came out, where they were played: each that never struck together is named. */
function pairsText(tally: Tally, { pairs, faults }: SimulateOptions): string {
  if (!pairs) return "";
  const never = byKind(tally.missingPairs(faults)).map(([kind, others]) => `\n  ${kind} with ${others.join(", ")}`);
  const named = never.length === 0 ? "" : `; never together:${never.join("")}`;
  return `, ${count(tally.pairRuns)} runs of pairs that no seed had${named}`;
}

/** Pairs as one kind with others, the kinds in most pairs first: every pair comes once. */
function byKind(pairs: readonly (readonly [string, string])[]): readonly (readonly [string, readonly string[]])[] {
  const pairsOf = (kind: string) => pairs.filter((pair) => pair.includes(kind));
  const kinds = [...new Set(pairs.flat())].sort((a, b) => pairsOf(b).length - pairsOf(a).length);
  const [kind] = kinds;
  if (kind === undefined) return [];
  const others = pairsOf(kind).map(([left, right]) => (left === kind ? right : left));
  return [[kind, others], ...byKind(pairs.filter((pair) => !pair.includes(kind)))];
}

/** What is to be known of one failing seed: how to play it again, with how few faults it fails, and what happened around. */
export function failureText(failing: FailingSeed, options: SimulateOptions, shrink: Shrunk, around: readonly string[]) {
  const { seed, invariant, what } = failing;
  const { strikes, result } = shrink;
  return [
    `seed ${seed} breaks ${invariant}: ${what}`,
    `  again:          ${commandFor(seed, options)}`,
    `  fewest faults:  ${commandFor(seed, options, strikes)}`,
    ...result.strikes.map(({ fault, at, atMs }) => `    ${timeOf(atMs)} ${fault} at ${at}`),
    "  around it:",
    ...around.map((line) => `    ${line}`),
  ].join("\n");
}

/** An instant as the traces show it: `11-20 12:00:00.000`; a strike that prepared the world has none. */
export function timeOf(atMs: number): string {
  return Number.isFinite(atMs) ? new Date(atMs).toISOString().slice(5, 23).replace("T", " ") : "before the start  ";
}

const count = (number: number) => number.toLocaleString("en-US");
const megabytes = (bytes: number) => Math.round(bytes / 1e6);
const rounded = (value: number, digits: number) => Number(value.toFixed(digits));
