import { availableParallelism } from "node:os";
import { Command, InvalidArgumentError } from "commander";
import { mutants } from "./mutants.ts";

/** What `npm run simulate:mutants` was asked for. */
export interface MutantOptions {
  /** Seeds for each bug at most. */
  readonly seeds: number;
  /** Names of the bugs to hunt; undefined is all. */
  readonly only: readonly string[] | undefined;
  /** Whether only those fault kinds may strike that are known to bring a bug out. */
  readonly focused: boolean;
  readonly workers: number;
  /** Whether the seed that is written down is played first, so that a bug which it still catches is not hunted anew. */
  readonly recheck: boolean;
  /** Whether what comes of it is written down. */
  readonly record: boolean;
  readonly json: boolean;
}

const manual = `
A bug is caught by the first seed that breaks a promise with it and none without it.

Exit codes: 0 every bug was caught · 1 could not start · 2 a bug survived
`;

/** @throws {CommanderError} the arguments cannot be used; help was asked for */
export function mutantOptions(argv: readonly string[]): MutantOptions {
  const command = new Command("simulate:mutants")
    .description("puts deliberate bugs into the product, one at a time, and tells which seed finds each")
    .option("--seeds <number>", "seeds for each bug at most", wholeNumber, 1_000)
    .option("--only <names>", "these bugs alone, by name and comma", names)
    .option("--focused", "only those faults strike that are known to bring a bug out: for a quick look")
    .option("--workers <number>", "worker threads", wholeNumber, availableParallelism())
    .option("--recheck", "play the seed that is written down first, and hunt only for what it no longer catches")
    .option("--record", "write the results into the project and into docs/proof.md")
    .option("--json", "print one JSON array and nothing else")
    .addHelpText("after", manual)
    .exitOverride();
  const given = command.parse([...argv], { from: "user" }).opts();
  const { seeds, only, focused = false, workers, recheck = false, record = false, json = false } = given;
  return { seeds, only, focused, workers, recheck, record, json };
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError("a whole number of at least 1 is wanted.");
}

function names(text: string): readonly string[] {
  const wanted = text.split(",");
  const unknown = wanted.filter((name) => !mutants.some((mutant) => mutant.name === name));
  if (unknown.length > 0) throw new InvalidArgumentError(`there is no "${unknown.join('", "')}".`);
  return wanted;
}
