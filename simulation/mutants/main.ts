import { CommanderError } from "commander";
import { blueprintOf } from "../blueprint.ts";
import { writeProofPage } from "../docs/proof-page.ts";
import { Baseline } from "./baseline.ts";
import { focus } from "./focus.ts";
import { type Hunt, hunt } from "./hunt.ts";
import { mutants } from "./mutants.ts";
import { mutantOptions } from "./options.ts";
import { lineOf, rowOf, sumOf } from "./report.ts";
import { merged, readResults, writeResults } from "./results.ts";

// `npm run simulate:mutants`: exits 0 only when every deliberate bug was caught.
const print = (text: string) => void process.stdout.write(`${text}\n`);
try {
  const { seeds, only, focused, workers, record, json } = mutantOptions(process.argv.slice(2));
  const blueprint = await blueprintOf("cdk.out");
  const baseline = new Baseline(blueprint);
  const hunts: Hunt[] = [];
  const chosen = only === undefined ? mutants : mutants.filter(({ name }) => only.includes(name));
  const width = Math.max(...chosen.map(({ name }) => name.length));
  for (const mutant of chosen) {
    const faults = focused ? focus[mutant.name] : undefined;
    const result = await hunt(mutant, { blueprint, seedsMax: seeds, workers, baseline, faults });
    hunts.push(result);
    if (!json) print(lineOf(result, width));
  }
  if (record) {
    writeResults(merged(mutants, readResults(), hunts));
    writeProofPage();
  }
  print(json ? JSON.stringify(hunts.map(rowOf)) : `\n${sumOf(hunts, seeds)}`);
  process.exitCode = hunts.every(({ caught }) => caught !== undefined) ? 0 : 2;
} catch (error) {
  const told = error instanceof CommanderError;
  if (!told) process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
  process.exitCode = told && error.exitCode === 0 ? 0 : 1;
}
