import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Template } from "./template.ts";

/** A stack of a cloud assembly: its template, and where its assets lie. */
export interface StackAssembly {
  readonly stackName: string;
  readonly template: Template;
  /** The folder or file that is uploaded under this key of the assets bucket. */
  assetOf(objectKey: string): string | undefined;
}

interface Artifact {
  readonly type: string;
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string };
}

/**
 * Reads a stack from a cloud assembly (`cdk.out`), by its name or its artifact id; without a name, the only stack there is.
 * @throws the folder holds no assembly, or no such stack
 */
export function readAssembly(folder: string, stackName?: string): StackAssembly {
  const stacks = stacksOf(folder);
  const wanted =
    stackName === undefined ? stacks : stacks.filter(({ id, name }) => id === stackName || name === stackName);
  const [stack] = wanted;
  if (!stack || wanted.length > 1) {
    const names = stacks.map(({ name }) => `"${name}"`).join(", ");
    const which = stackName === undefined ? "a stack" : `stack "${stackName}"`;
    throw new Error(`Cannot read ${which} from "${folder}": it holds ${names || "none"}, exactly one is wanted`);
  }
  const assets = assetsOf(folder, stack.id);
  return {
    stackName: stack.name,
    template: readJson(join(folder, stack.templateFile)) as Template,
    assetOf: (objectKey) => assets.get(objectKey),
  };
}

function stacksOf(folder: string): { id: string; name: string; templateFile: string }[] {
  const file = join(folder, "manifest.json");
  if (!existsSync(file))
    throw new Error(`Cannot read "${folder}": it holds no manifest.json, a synthesized cloud assembly is wanted`);
  const { artifacts = {} } = readJson(file) as { artifacts?: Record<string, Artifact> };
  return Object.entries(artifacts).flatMap(([id, { type, properties }]) => {
    const templateFile = properties?.templateFile;
    return type === "aws:cloudformation:stack" && templateFile
      ? [{ id, name: properties.stackName ?? id, templateFile }]
      : [];
  });
}

interface AssetFile {
  readonly source?: { readonly path?: string };
  readonly destinations?: Readonly<Record<string, { readonly objectKey?: string }>>;
}

function assetsOf(folder: string, stackId: string): ReadonlyMap<string, string> {
  const file = join(folder, `${stackId}.assets.json`);
  if (!existsSync(file)) return new Map();
  const { files = {} } = readJson(file) as { files?: Record<string, AssetFile> };
  const entries = Object.values(files).flatMap(({ source, destinations = {} }) =>
    Object.values(destinations).flatMap(({ objectKey }) =>
      objectKey !== undefined && source?.path !== undefined ? [[objectKey, resolve(folder, source.path)] as const] : [],
    ),
  );
  return new Map(entries);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new Error(`Cannot read "${file}": ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}
