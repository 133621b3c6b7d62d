import { existsSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";
import type { Archive } from "../commands/dlq-discard.ts";

/** @throws {Error} something has that name already */
export function refuseExisting(path: string): void {
  if (existsSync(path)) throw new Error(`Cannot archive to "${path}": it exists, the name of a new file is wanted`);
}

/**
 * A new file of lines (NDJSON), each on the disk when `write` resolves.
 * @throws {Error} something has that name already, or the file cannot be made
 */
export async function openArchiveFile(path: string): Promise<Archive & { close(): Promise<void> }> {
  refuseExisting(path);
  const file = await open(path, "wx", 0o600).catch((error: Error) => {
    throw new Error(`Cannot archive to "${path}": ${error.message}`, { cause: error });
  });
  // The name of a new file is safe only when its folder is.
  await syncFolder(dirname(path));
  return {
    async write(lines) {
      await file.appendFile(lines.map((line) => `${line}\n`).join(""));
      await file.datasync();
    },
    close: () => file.close(),
  };
}

async function syncFolder(path: string): Promise<void> {
  let folder: FileHandle | undefined;
  try {
    folder = await open(path, "r");
    await folder.sync();
  } catch {
    // Some systems cannot open a folder; they do without.
  } finally {
    await folder?.close();
  }
}
