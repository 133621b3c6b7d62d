import type { Blueprint } from "./blueprint.ts";
import type { SimulateOptions } from "./options.ts";
import { timeOf } from "./report.ts";
import { runSeed } from "./run.ts";
import { seedOptions, setUpOf } from "./runner/play.ts";

/** Plays one seed and prints what happened, with every fault and every broken promise in its place. @returns whether all were kept */
export async function tellSeed(
  blueprint: Blueprint,
  options: SimulateOptions,
  print: (text: string) => void,
): Promise<boolean> {
  const { firstSeed: seed, strikesMax, json } = options;
  const lines: string[] = [];
  const onLine = (line: string, atMs: number) => void lines.push(`${timeOf(atMs)}  ${line}`);
  const result = await runSeed(seed, {
    ...seedOptions(setUpOf(blueprint, options)),
    ...(strikesMax !== undefined && { strikesMax }),
    onLine,
  });
  const { traceHash, violations, strikes } = result;
  if (json) {
    print(JSON.stringify({ seed, traceHash, strikes, violations, trace: lines }));
    return violations.length === 0;
  }
  for (const line of lines) print(line);
  print(`\nseed ${seed}: ${lines.length} lines, ${strikes.length} faults, trace hash ${traceHash}`);
  for (const { invariant, atMs, what } of violations) print(`BROKEN ${invariant} ${timeOf(atMs)}  ${what}`);
  if (violations.length === 0) print("every promise was kept");
  return violations.length === 0;
}
