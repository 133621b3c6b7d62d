import { availableParallelism } from "node:os";
import { Command, InvalidArgumentError } from "commander";
import { scenarios } from "../scenarios.ts";

/** What `npm run simulate:crashes` was asked for. */
export interface CrashOptions {
  /** Names of scenarios. */
  readonly scenarios: readonly string[];
  /** The one crash to tell in full. */
  readonly point: number | undefined;
  readonly workers: number;
  readonly json: boolean;
}

const manual = `
Plays every scenario once without a crash and takes down each service call of each function; then once more for each call
and each of three instants, in which the sandbox dies there: before the call, after its effect, after its answer. Every
promise has to hold, and people have to find in the end what they would have found.

Exit codes: 0 every promise was kept · 1 could not start · 2 a promise was broken

Scenarios:
${scenarios.map(({ name, what }) => `  ${name.padEnd(24)} ${what}`).join("\n")}
`;

/** @throws {CommanderError} the arguments cannot be used; help was asked for */
export function crashOptions(argv: readonly string[]): CrashOptions {
  const all = scenarios.map(({ name }) => name);
  const given = new Command("simulate:crashes")
    .description("lets functions die at every service call of every scenario, and checks that every promise is kept")
    .option("--scenario <names>", "scenarios by name and comma", namesAmong(all), all)
    .option("--point <number>", "tell one crash of one scenario, line by line", wholeNumber(0))
    .option("--workers <number>", "worker threads", wholeNumber(1), availableParallelism())
    .option("--json", "print one JSON object and nothing else")
    .addHelpText("after", manual)
    .exitOverride()
    .showHelpAfterError("(npm run simulate:crashes -- --help tells what there is)")
    .parse([...argv], { from: "user" })
    .opts<{ scenario: readonly string[]; point?: number; workers: number; json?: boolean }>();
  return { scenarios: given.scenario, point: given.point, workers: given.workers, json: given.json ?? false };
}

function namesAmong(all: readonly string[]) {
  return (text: string): readonly string[] => {
    const names = text.split(",").map((name) => name.trim());
    const unknown = names.filter((name) => !all.includes(name));
    if (unknown.length === 0) return names;
    throw new InvalidArgumentError(`There is no scenario ${unknown.join(", ")}.`);
  };
}

function wholeNumber(min: number) {
  return (text: string): number => {
    const number = Number(text);
    if (Number.isSafeInteger(number) && number >= min) return number;
    throw new InvalidArgumentError(`A whole number from ${min} on is wanted.`);
  };
}
