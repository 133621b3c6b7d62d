import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/**
 * Whether a synthesized template is at least as new as everything under its sources. Its manifest is what the CDK writes last;
 * a folder without one is unfinished.
 * @throws {Error} a source does not exist
 */
export async function isFresh(folder: string, sources: readonly string[]): Promise<boolean> {
  const manifest = await stat(join(folder, "manifest.json")).catch(() => undefined);
  if (!manifest) return false;
  const newest = await Promise.all(sources.map(newestMs));
  return Math.max(...newest) <= manifest.mtimeMs;
}

/** A folder counts too: it changes when something in it is added or removed. */
async function newestMs(path: string): Promise<number> {
  const found = await stat(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = await readdir(path);
  const times = await Promise.all(inside.map((name) => newestMs(join(path, name))));
  return Math.max(found.mtimeMs, ...times);
}
