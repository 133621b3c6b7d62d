import { Command, CommanderError, InvalidArgumentError } from "commander";
import { blueprintOf } from "../blueprint.ts";
import { type Hunt, hunt } from "./hunt.ts";
import { mutants } from "./mutants.ts";

// `npm run simulate:mutants`: exits 0 only when every deliberate bug was caught.
const print = (text: string) => void process.stdout.write(`${text}\n`);
try {
  const { seeds, only, json } = optionsIn(process.argv.slice(2));
  const blueprint = await blueprintOf("cdk.out");
  const hunts: Hunt[] = [];
  const chosen = only === undefined ? mutants : mutants.filter(({ name }) => only.includes(name));
  const width = Math.max(...chosen.map(({ name }) => name.length));
  for (const mutant of chosen) {
    const result = await hunt(mutant, blueprint, seeds);
    hunts.push(result);
    if (!json) print(lineOf(result, width));
  }
  const caught = hunts.filter((result) => result.caught !== undefined).length;
  if (json) print(JSON.stringify(hunts.map(rowOf)));
  else
    print(`\n${caught} of ${hunts.length} deliberate bugs caught within ${seeds.toLocaleString("en-US")} seeds each`);
  process.exitCode = caught === hunts.length ? 0 : 2;
} catch (error) {
  const told = error instanceof CommanderError;
  if (!told) process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
  process.exitCode = told && error.exitCode === 0 ? 0 : 1;
}

interface Options {
  readonly seeds: number;
  readonly only: readonly string[] | undefined;
  readonly json: boolean;
}

function optionsIn(argv: readonly string[]): Options {
  const command = new Command("simulate:mutants")
    .description("puts deliberate bugs into the product, one at a time, and tells which seed finds each")
    .option("--seeds <number>", "seeds for each bug at most", wholeNumber, 1_000)
    .option("--only <names>", "these bugs alone, by name and comma", names)
    .option("--json", "print one JSON array and nothing else")
    .exitOverride();
  const { seeds, only, json = false } = command.parse([...argv], { from: "user" }).opts();
  return { seeds, only, json };
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

function lineOf({ mutant, caught, seeds }: Hunt, width: number): string {
  const name = mutant.name.padEnd(width);
  if (!caught) return `MISSED  ${name}  ${seeds} seeds  ${mutant.bug}`;
  return `caught  ${name}  ${caught.invariant.padEnd(3)}  seed ${String(caught.seed).padEnd(5)} ${mutant.bug}`;
}

function rowOf({ mutant: { name, bug }, caught, seeds }: Hunt) {
  return { name, bug, seeds, ...(caught ? { invariant: caught.invariant, seed: caught.seed } : {}) };
}
