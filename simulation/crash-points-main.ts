import { CommanderError } from "commander";
import { type Blueprint, blueprintOf } from "./blueprint.ts";
import { crashPointText } from "./crash-points/crash-point.ts";
import { enumerateCrashes } from "./crash-points/enumeration.ts";
import { type CrashOptions, crashOptions } from "./crash-points/options.ts";
import { crashReport, crashText } from "./crash-points/report.ts";
import { playCalm, playCrash } from "./crash-points.ts";
import { timeOf } from "./report.ts";
import { scenarios } from "./scenarios.ts";

// `npm run simulate:crashes`: exits 0 only when every promise was kept.
const print = (text: string) => void process.stdout.write(`${text}\n`);
try {
  const options = crashOptions(process.argv.slice(2));
  const blueprint = await blueprintOf("cdk.out");
  const kept = await (options.point === undefined ? enumerate(blueprint, options) : tell(blueprint, options));
  process.exitCode = kept ? 0 : 2;
} catch (error) {
  const told = error instanceof CommanderError;
  if (!told) process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
  process.exitCode = told && error.exitCode === 0 ? 0 : 1;
}

async function enumerate(blueprint: Blueprint, { scenarios: names, workers, json }: CrashOptions): Promise<boolean> {
  const beganAt = performance.now();
  const tallies = await enumerateCrashes(blueprint, names, workers);
  const seconds = (performance.now() - beganAt) / 1_000;
  const report = crashReport(tallies, seconds);
  print(json ? JSON.stringify(report) : crashText(tallies, seconds));
  return report.violations === 0;
}

/** One crash with its trace. */
async function tell(blueprint: Blueprint, { scenarios: [name], point: number = 0 }: CrashOptions): Promise<boolean> {
  const scenario = scenarios.find((one) => one.name === name);
  const calm = scenario && (await playCalm(scenario, blueprint));
  const point = calm?.points[number];
  if (!calm || !point) throw new Error(`Cannot tell crash ${number} of "${name}": it has ${calm?.points.length ?? 0}`);
  const { violations } = await playCrash(calm, point, blueprint, (line, atMs) => print(`${timeOf(atMs)}  ${line}`));
  print(`\n${name}: ${crashPointText(point)}`);
  for (const { invariant, atMs, what } of violations) print(`BROKEN ${invariant} ${timeOf(atMs)}  ${what}`);
  if (violations.length === 0) print("every promise was kept");
  return violations.length === 0;
}
