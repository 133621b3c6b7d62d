import { CommanderError } from "commander";
import { blueprintOf } from "./blueprint.ts";
import { simulateOptions } from "./options.ts";
import { playAndTell } from "./play-and-tell.ts";
import { tellSeed } from "./tell-seed.ts";

// `npm run simulate`: exits 0 only when every promise was kept.
const print = (text: string) => void process.stdout.write(`${text}\n`);
try {
  const options = simulateOptions(process.argv.slice(2));
  const blueprint = await blueprintOf("cdk.out");
  const kept =
    options.seeds === undefined
      ? await tellSeed(blueprint, options, print)
      : await playAndTell(blueprint, options, print);
  process.exitCode = kept ? 0 : 2;
} catch (error) {
  const told = error instanceof CommanderError;
  if (!told) process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
  process.exitCode = told && error.exitCode === 0 ? 0 : 1;
}
