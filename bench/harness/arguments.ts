import { parseArgs } from "node:util";
import { WorkloadName } from "../result.ts";

export interface BenchArguments {
  readonly json: boolean;
  readonly help: boolean;
  readonly seed: number;
  readonly scale: number;
  readonly workload?: WorkloadName;
  /** Where the result is written as JSON, besides. */
  readonly out?: string;
}

export const usage = `Usage: npm run bench -- [options]

Runs every workload but the soak, on Gumshoe and its peers, in a simulated cloud.

  --workload <name>  only this one: ${WorkloadName.options.join(", ")}
  --seed <number>    another one (default 1)
  --scale <number>   workloads of another size, e.g. 0.1 (default 1)
  --out <file>       write the result there as JSON, too
  --json             print the result as JSON and nothing else
  --help             print this
`;

/** @throws {Error} an option is not known, or what follows it is not what it wants */
export function readArguments(given: readonly string[]): BenchArguments {
  const { values } = parseArgs({
    args: [...given],
    options: {
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
      seed: { type: "string", default: "1" },
      scale: { type: "string", default: "1" },
      workload: { type: "string" },
      out: { type: "string" },
    },
  });
  const { json, help, out } = values;
  const workload = values.workload === undefined ? undefined : workloadIn(values.workload);
  return {
    json,
    help,
    seed: seedIn(values.seed),
    scale: scaleIn(values.scale),
    ...(workload !== undefined && { workload }),
    ...(out !== undefined && { out }),
  };
}

function workloadIn(text: string): WorkloadName {
  const name = WorkloadName.options.find((one) => one === text);
  if (name) return name;
  throw new Error(`Cannot run workload "${text}": one of ${WorkloadName.options.join(", ")} is wanted`);
}

function seedIn(text: string): number {
  const seed = Number(text);
  if (text.trim() !== "" && Number.isSafeInteger(seed)) return seed;
  throw new Error(`Cannot use "${text}" for a seed: a whole number is wanted`);
}

function scaleIn(text: string): number {
  const scale = Number(text);
  if (scale > 0 && scale <= 10) return scale;
  throw new Error(`Cannot run at scale "${text}": a number above 0 and up to 10 is wanted`);
}
