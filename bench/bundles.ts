import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { aliases, esbuildOptions } from "./bundles/esbuild-options.ts";
import { type ImportSubject, importTimes } from "./bundles/import-time.ts";
import { sdkClientsOf } from "./bundles/sdk-clients.ts";
import { deployedNames, type ShippedFunction, shippedFunctions } from "./bundles/shipped-functions.ts";
import { spreadOf } from "./bundles/spread.ts";
import type { BundleMeasures } from "./result.ts";

export interface BundleOptions {
  /** The synthesized cloud assembly whose bundles are measured; default `cdk.out`. */
  readonly assemblyFolder?: string;
  /** How often each module is imported; default 15. */
  readonly rounds?: number;
  /** The Node.js that imports; default the one that runs this. */
  readonly node?: string;
}

/**
 * Bytes and import time of every deployed function, measured on the bundles of the assembly, in the environment that the
 * template gives them. The empty handler is imported in the same rounds and in the same environment. To be run from the
 * root of the project; real time, so a busy machine shows.
 */
export async function measureBundles(options: BundleOptions = {}): Promise<Record<string, BundleMeasures>> {
  const { assemblyFolder = "cdk.out", rounds = 15, node } = options;
  const functions = shippedFunctions(assemblyFolder, deployedNames(assemblyFolder, readdirSync("functions").sort()));
  const folder = mkdtempSync(join(tmpdir(), "gumshoe-bundles-"));
  try {
    const sdks = await Promise.all(functions.map((one) => bundleSdk(one, folder)));
    const times = importTimes(subjectsOf(functions, sdks, folder), rounds, node);
    const spread = (name: string) => spreadOf(times.get(name) ?? []);
    const empty = spread("empty");
    return Object.fromEntries(
      functions.map(({ name, file }, index) => [
        name,
        {
          bytes: statSync(file).size,
          importMs: spread(name).median,
          emptyMs: empty.median,
          importMinMs: spread(name).min,
          importP90Ms: spread(name).p90,
          emptyMinMs: empty.min,
          emptyP90Ms: empty.p90,
          rounds,
          sdkBytes: sdks[index]?.bytes ?? 0,
          sdkImportMs: spread(`${name} sdk`).median,
          sdkUnalteredBytes: sdks[index]?.unalteredBytes ?? 0,
        },
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface SdkBundle {
  readonly file: string;
  readonly bytes: number;
  readonly unalteredBytes: number;
}

/** The SDK clients of one function alone, as the function gets them and as they come. */
async function bundleSdk({ name }: ShippedFunction, folder: string): Promise<SdkBundle> {
  const contents = await sdkClientsOf(`functions/${name}/index.ts`);
  const bytesOf = async (file: string, alias: Record<string, string>) => {
    const stdin = { contents, resolveDir: process.cwd(), loader: "ts" as const };
    await build({ ...esbuildOptions, alias, stdin, outfile: file });
    return statSync(file).size;
  };
  const file = join(folder, `${name}.mjs`);
  const unalteredBytes = await bytesOf(join(folder, `${name}-unaltered.mjs`), {});
  return { file, bytes: await bytesOf(file, aliases), unalteredBytes };
}

function subjectsOf(functions: readonly ShippedFunction[], sdks: readonly SdkBundle[], folder: string) {
  const empty = join(folder, "empty.mjs");
  writeFileSync(empty, "export const handler=async()=>({});\n");
  // What stands in the environment of all of them, NODE_OPTIONS foremost, costs the empty handler too.
  const { environment } = functions[0] ?? { environment: {} };
  return new Map<string, ImportSubject>([
    ["empty", { file: empty, environment }],
    ...functions.map((one): [string, ImportSubject] => [one.name, one]),
    ...functions.map(({ name, environment }, index): [string, ImportSubject] => [
      `${name} sdk`,
      { file: sdks[index]?.file ?? "", environment },
    ]),
  ]);
}
