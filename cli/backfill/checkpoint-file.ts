import { open, readFile, rename, rm } from "node:fs/promises";
import { Checkpoint } from "./checkpoint.ts";

/** Where a backfill keeps how far it has come. */
export interface Checkpoints {
  /** @returns undefined when there is none */
  read(): Promise<Checkpoint | undefined>;
  write(checkpoint: Checkpoint): Promise<void>;
  remove(): Promise<void>;
}

/** A checkpoint in a file: whoever reads it, after a crash too, finds the old one or the new one, whole. */
export function checkpointFile(path: string): Checkpoints {
  return {
    async read() {
      const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return undefined;
        throw error;
      });
      return text === undefined ? undefined : checkpointIn(text, path);
    },
    async write(checkpoint) {
      const beside = `${path}.new`;
      const file = await open(beside, "w", 0o600);
      try {
        await file.writeFile(`${JSON.stringify(checkpoint)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, path);
    },
    remove: () => rm(path, { force: true }),
  };
}

function checkpointIn(text: string, path: string): Checkpoint {
  const read = Checkpoint.safeParse(jsonOf(text));
  if (!read.success) {
    throw new Error(`Cannot resume from "${path}": it is no checkpoint of a backfill, --checkpoint names another file`);
  }
  return read.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
