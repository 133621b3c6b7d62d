import { CommanderError } from "commander";
import { blueprintOf } from "../blueprint.ts";
import { writeProofPage } from "../docs/proof-page.ts";
import { Baseline } from "./baseline.ts";
import { focus } from "./focus.ts";
import { type Hunt, type HuntOptions, hunt } from "./hunt.ts";
import type { Mutant } from "./mutant.ts";
import { mutants } from "./mutants.ts";
import { mutantOptions } from "./options.ts";
import { lineOf, rowOf, sumOf } from "./report.ts";
import { merged, type Result, readResults, writeResults } from "./results.ts";

// `npm run simulate:mutants`: exits 0 only when every deliberate bug was caught.
const print = (text: string) => void process.stdout.write(`${text}\n`);
try {
  const { seeds: seedsMax, only, focused, workers, recheck, record, json } = mutantOptions(process.argv.slice(2));
  const blueprint = await blueprintOf("cdk.out");
  const common = { blueprint, workers, baseline: new Baseline(blueprint) };
  const hunts: Hunt[] = [];
  const chosen = only === undefined ? mutants : mutants.filter(({ name }) => only.includes(name));
  const width = Math.max(...chosen.map(({ name }) => name.length));
  for (const mutant of chosen) {
    const known = recheck ? readResults().find(({ name }) => name === mutant.name) : undefined;
    const again = known && (await huntAgain(mutant, known, common));
    const faults = focused ? focus[mutant.name] : undefined;
    const result = again?.caught ? again : await hunt(mutant, { ...common, seedsMax, faults });
    hunts.push(result);
    if (!json) print(lineOf(result, width));
    if (record) writeResults(merged(mutants, readResults(), [result]));
  }
  if (record) writeProofPage();
  print(json ? JSON.stringify(hunts.map(rowOf)) : `\n${sumOf(hunts, seedsMax)}`);
  process.exitCode = hunts.every(({ caught }) => caught !== undefined) ? 0 : 2;
} catch (error) {
  const told = error instanceof CommanderError;
  if (!told) process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
  process.exitCode = told && error.exitCode === 0 ? 0 : 1;
}

/** Plays the seed that caught it last, under the faults of then. */
function huntAgain(mutant: Mutant, { seed, focused }: Result, options: Omit<HuntOptions, "seedsMax">): Promise<Hunt> {
  const faults = focused ? focus[mutant.name] : undefined;
  return hunt(mutant, { ...options, firstSeed: seed, seedsMax: seed, faults });
}
