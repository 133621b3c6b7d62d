import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openArchiveFile, refuseExisting } from "#cli/dlq/archive-file.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "archive-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("openArchiveFile()", () => {
  it("writes lines that are there when write() resolves, for its owner alone", async () => {
    const path = join(folder, "new.ndjson");
    const archive = await openArchiveFile(path);
    await archive.write(['{"n":1}', '{"n":2}']);
    expect(await readFile(path, "utf8")).toBe('{"n":1}\n{"n":2}\n');
    await archive.write(['{"n":3}']);
    await archive.close();
    expect(await readFile(path, "utf8")).toBe('{"n":1}\n{"n":2}\n{"n":3}\n');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it("never overwrites a file", async () => {
    const path = join(folder, "precious.ndjson");
    await writeFile(path, "precious");
    const refusal = `Cannot archive to "${path}": it exists, the name of a new file is wanted`;
    expect(() => refuseExisting(path)).toThrow(refusal);
    await expect(openArchiveFile(path)).rejects.toThrow(refusal);
    expect(await readFile(path, "utf8")).toBe("precious");
  });

  it("says why a file cannot be made", async () => {
    const path = join(folder, "missing", "x.ndjson");
    await expect(openArchiveFile(path)).rejects.toThrow(`Cannot archive to "${path}": ENOENT`);
  });
});
