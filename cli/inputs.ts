import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** One text that holds events: a file, or standard input. */
export interface Input {
  readonly name: string;
  readonly text: string;
}

/**
 * Reads a file, a folder (`*.json` and `*.ndjson` by name, other files ignored) or, for `-`, standard input.
 * @throws {Error} the path does not exist, or the folder holds no such file
 */
export async function readInputs(path: string, stdin: NodeJS.ReadableStream): Promise<readonly Input[]> {
  if (path === "-") return [{ name: "standard input", text: await text(stdin) }];
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new Error(`Cannot read events from "${path}": no such file or folder`);
  if (!found.isDirectory()) return [await readInput(path)];
  const names = (await readdir(path)).filter((name) => /\.(json|ndjson)$/.test(name)).sort();
  if (names.length === 0) throw new Error(`Cannot read events from "${path}": it holds no *.json and no *.ndjson file`);
  return Promise.all(names.map((name) => readInput(join(path, name))));
}

async function readInput(path: string): Promise<Input> {
  return { name: path, text: await readFile(path, "utf8") };
}
