import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { esbuildOptions } from "./esbuild-options.ts";

/** A package whose code is in the bundles of functions. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** As the package says, for example `Apache-2.0`. */
  readonly licence: string;
  /** Folders of `functions/`. */
  readonly functions: readonly string[];
}

/** Every function of `functions/` in one build, each in a folder of its own, as the stack bundles it. */
export function bundlesOf(root: string): BuildOptions & { readonly metafile: true } {
  const names = readdirSync(join(root, "functions")).sort();
  const entryPoints = Object.fromEntries(names.map((name) => [`${name}/index`, `functions/${name}/index.ts`]));
  const paths = { absWorkingDir: root, entryPoints, outdir: "out/bundles", outExtension: { ".js": ".mjs" } };
  return { ...esbuildOptions, ...paths, sourcemap: true, sourcesContent: false, metafile: true };
}

/** What is deployed of other people's work, read from what esbuild takes into the bundles; by name. To be run from the project's root. */
export async function shippedPackages(): Promise<readonly ShippedPackage[]> {
  const { metafile } = await build({ ...bundlesOf(process.cwd()), write: false });
  const users = new Map<string, Set<string>>();
  for (const [file, { inputs }] of Object.entries(metafile.outputs)) {
    const name = file.split("/").at(-2) ?? "";
    // What nothing is taken from is only looked at.
    const taken = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
    for (const folder of taken.flatMap(([input]) => packageFolder(input) ?? [])) {
      users.set(folder, (users.get(folder) ?? new Set()).add(name));
    }
  }
  return [...users].map(([folder, functions]) => read(folder, [...functions].sort())).sort((a, b) => byName(a, b));
}

/** `node_modules/@smithy/core` of any file in it, nested ones too. */
function packageFolder(file: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

function read(folder: string, functions: readonly string[]): ShippedPackage {
  const {
    name,
    version,
    license = "none",
  }: { name: string; version: string; license?: string } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  return { name, version, licence: license, functions };
}

function byName(a: ShippedPackage, b: ShippedPackage): number {
  const [left, right] = [`${a.name} ${a.version}`, `${b.name} ${b.version}`];
  return left < right ? -1 : Number(left > right);
}
