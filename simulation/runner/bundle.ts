import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

/** A deliberate change of one source file. */
export interface Patch {
  /** Path from the project's root. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, "node_modules/.cache/gumshoe");

/**
 * Bundles an entry with the product's sources, as they are or with patches, into one file that worker threads start from at once.
 * Packages stay where they are installed.
 * @returns the bundle's path, a new one for each content
 * @throws {Error} a patch does not fit exactly once, or the sources do not build
 */
export async function bundled(entry: string, patches: readonly Patch[] = []): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: "inline",
    sourcesContent: false,
    logLevel: "silent",
    plugins: [ownSources(patches)],
  });
  const text = outputFiles[0]?.text ?? "";
  const file = join(folder, `${createHash("sha256").update(text).digest("hex").slice(0, 16)}.mjs`);
  mkdirSync(folder, { recursive: true });
  // Written beside it first: another run may be reading.
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
  return file;
}

/** Resolves `#folder/…` inside the project, and hands out patched sources. */
function ownSources(patches: readonly Patch[]): Plugin {
  return {
    name: "own-sources",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^#/ }, ({ path }) => ({ path: join(root, path.slice(1)) }));
      for (const file of new Set(patches.map((patch) => patch.file))) {
        const filter = new RegExp(`/${file.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
        onLoad({ filter }, () => ({ contents: patched(file, patches), loader: "ts" }));
      }
    },
  };
}

function patched(file: string, patches: readonly Patch[]): string {
  const own = patches.filter((patch) => patch.file === file);
  return own.reduce((text, patch) => applied(text, patch), readFileSync(join(root, file), "utf8"));
}

/** @throws {Error} the patch does not fit exactly once */
export function applied(text: string, { file, find, replace }: Patch): string {
  const times = text.split(find).length - 1;
  if (times !== 1) throw new Error(`Cannot patch "${file}": the text to replace occurs ${times} times, once is wanted`);
  return text.replace(find, () => replace);
}
