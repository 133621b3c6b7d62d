import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { esbuildOptions } from "./esbuild-options.ts";

/**
 * A module that exports the SDK clients and commands which the function's own sources import, and nothing else.
 * @param entry the function's `index.ts`, from the root of the project
 */
export async function sdkClientsOf(entry: string): Promise<string> {
  const { metafile } = await build({
    ...esbuildOptions,
    logLevel: "silent",
    entryPoints: [entry],
    outdir: ".",
    metafile: true,
    write: false,
  });
  const own = Object.keys(metafile.inputs).filter((file) => !file.includes("node_modules/"));
  const exports = own.flatMap((file) => sdkImports(readFileSync(file, "utf8")));
  return [...new Set(exports)].sort().join("\n");
}

/** One `export` for each name that is imported from the SDK as a value. */
export function sdkImports(source: string): readonly string[] {
  const imports = source.matchAll(/^import \{([^}]*)\} from "(@aws-sdk\/[^"]+)";$/gm);
  return [...imports].flatMap(([, names = "", module]) =>
    names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "" && !name.startsWith("type "))
      .map((name) => `export { ${name} } from "${module}";`),
  );
}
