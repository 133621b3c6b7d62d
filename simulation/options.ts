import { availableParallelism } from "node:os";
import { Command, InvalidArgumentError, Option } from "commander";
import { faultKinds } from "./faults/kinds.ts";

/** What `npm run simulate` was asked for. */
export interface SimulateOptions {
  readonly firstSeed: number;
  /** How many seeds; undefined is one, told in full. */
  readonly seeds: number | undefined;
  /** Names of the fault kinds that may strike. */
  readonly faults: readonly string[];
  /** As it was asked for, to print it again. */
  readonly faultsGiven: string;
  /** How hard few kinds strike, 0 to 1; as the seed has it unless said. */
  readonly intensity: number | undefined;
  readonly findings: number;
  readonly minutes: number | undefined;
  readonly strikesMax: number | undefined;
  /** Also plays the pairs of kinds that no seed has had. */
  readonly pairs: boolean;
  readonly workers: number;
  readonly json: boolean;
}

const manual = `
A seed decides what happens, when, and which faults strike; the same seed of the same commit is the same run.
With --seeds many are played on all cores; --seed alone plays one and tells what happened, line by line.

Exit codes: 0 every promise was kept · 1 could not start · 2 a promise was broken

Examples:
  npm run simulate                              2,000 seeds, all faults
  npm run simulate -- --seeds 10000 --seed 1    seeds 1 to 10,000
  npm run simulate -- --seed 4711               one seed, as a readable trace
  npm run simulate -- --seed 4711 --faults none the same story in fair weather
  npm run simulate -- --seeds 500 --faults start-answer-lost,list-lag
  npm run simulate -- --seeds 5000 --pairs      so that all pairs of fault kinds meet

Fault kinds (docs/proof.md tells what each does):
${columns(faultKinds.map(({ name }) => name))}
`;

interface Given {
  readonly seed?: number;
  readonly seeds?: number;
  readonly faults: Faults;
  readonly intensity?: number;
  readonly findings: number;
  readonly minutes?: number;
  readonly strikes?: number;
  readonly pairs?: boolean;
  readonly workers: number;
  readonly json?: boolean;
}

/** @throws {CommanderError} the arguments cannot be used; help was asked for */
export function simulateOptions(argv: readonly string[]): SimulateOptions {
  const command = new Command("simulate")
    .description("plays the product on simulated AWS services under faults, and checks that every promise is kept")
    .option("--seeds <number>", "how many seeds to play (2,000 without --seed)", wholeNumber(1))
    .option("--seed <number>", "the first seed; alone: the only one", wholeNumber(0))
    .addOption(faultsOption())
    .option("--intensity <number>", "how hard up to five named kinds strike, 0 to 1; as the seed has it", share)
    .option("--findings <number>", "findings in a seed", wholeNumber(1), 20)
    .option("--minutes <number>", "over which time they arrive; from 1 to 240 as the seed has it", wholeNumber(1))
    .option("--strikes <number>", "only the first so many faults of a seed strike", wholeNumber(0))
    .option("--pairs", "after the seeds, play every pair of fault kinds that none of them had, until both strike")
    .option("--workers <number>", "worker threads", wholeNumber(1), availableParallelism())
    .option("--json", "print one JSON object and nothing else")
    .addHelpText("after", manual)
    .exitOverride()
    .showHelpAfterError("(npm run simulate -- --help tells what there is)");
  const given = command.parse([...argv], { from: "user" }).opts<Given>();
  const {
    seed,
    seeds = seed === undefined ? 2_000 : undefined,
    intensity,
    findings,
    minutes,
    strikes,
    pairs = false,
    workers,
    json = false,
  } = given;
  const run = { intensity, findings, minutes, strikesMax: strikes, pairs, workers, json };
  return { firstSeed: seed ?? 1, seeds, faults: given.faults.names, faultsGiven: given.faults.given, ...run };
}

interface Faults {
  readonly given: string;
  readonly names: readonly string[];
}

function faultsOption(): Option {
  return new Option("--faults <names>", "fault kinds that may strike, by name and comma; or all, or none")
    .default(faultsNamed("all"), "all")
    .argParser(faultsNamed);
}

function faultsNamed(given: string): Faults {
  const all = faultKinds.map(({ name }) => name);
  if (given === "all") return { given, names: all };
  if (given === "none") return { given, names: [] };
  const names = given.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length === 0) return { given, names };
  throw new InvalidArgumentError(`there is no "${unknown.join('", "')}", --help lists the names.`);
}

function wholeNumber(min: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= min) return value;
    throw new InvalidArgumentError(`a whole number of at least ${min} is wanted.`);
  };
}

function share(text: string): number {
  const value = Number(text);
  if (/^[\d.]+$/.test(text) && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError("a number from 0 to 1 is wanted.");
}

function columns(names: readonly string[]): string {
  const width = Math.max(0, ...names.map(({ length }) => length)) + 2;
  const across = Math.max(1, Math.floor(110 / width));
  const rows = Array.from({ length: Math.ceil(names.length / across) }, (_, row) =>
    names.slice(row * across, (row + 1) * across),
  );
  return rows.map((row) => `  ${row.map((name) => name.padEnd(width)).join("")}`.trimEnd()).join("\n");
}
