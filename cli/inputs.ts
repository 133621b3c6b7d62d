import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { failureState } from "./failure-state.ts";

/** One text that holds events: a file, or standard input. */
export interface Input {
  readonly name: string;
  readonly text: string;
}

/**
 * Reads a file, a folder (`*.json` and `*.ndjson` by name, other files ignored) or, for `-`, standard input.
 * @throws {Error} the path does not exist or may not be read, or the folder holds no such file
 */
export async function readInputs(path: string, stdin: NodeJS.ReadableStream): Promise<readonly Input[]> {
  if (path === "-") return [{ name: "standard input", text: decoded(await buffer(stdin)) }];
  try {
    if (!(await stat(path)).isDirectory()) return [await readInput(path)];
    const names = await eventFiles(path);
    return await Promise.all(names.map((name) => readInput(join(path, name))));
  } catch (error) {
    throw new Error(`Cannot read events from "${path}": ${failureState(error)}`, { cause: error });
  }
}

async function eventFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => !entry.isDirectory() && /\.(json|ndjson)$/i.test(entry.name))
    .map(({ name }) => name)
    .sort();
  if (names.length === 0) throw new Error("it holds no *.json and no *.ndjson file, at least one is wanted");
  return names;
}

async function readInput(path: string): Promise<Input> {
  return { name: path, text: decoded(await readFile(path)) };
}

/** UTF-8, or UTF-16 where its mark says so: what Windows' shells write into a file. */
function decoded(bytes: Buffer): string {
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString("utf16le") : bytes.toString("utf8");
}
