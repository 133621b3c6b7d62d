import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { isFresh } from "#cli/freshness.ts";

const [old, made, later] = [1_000, 2_000, 3_000];
let root: string;
let folder: string;
let sources: readonly string[];

const at = (path: string, seconds: number) => utimes(join(root, path), seconds, seconds);

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "freshness-"));
  onTestFinished(() => rm(root, { recursive: true }));
  folder = join(root, "out");
  sources = [join(root, "code"), join(root, "settings.json")];
  await mkdir(join(root, "code/deep"), { recursive: true });
  await mkdir(folder);
  for (const file of ["code/deep/a.ts", "settings.json", "out/manifest.json"]) await writeFile(join(root, file), "");
  for (const path of ["code/deep/a.ts", "code/deep", "code", "settings.json"]) await at(path, old);
  await at("out/manifest.json", made);
});

describe("isFresh()", () => {
  it("is true when the manifest is newer than every source, or just as old", async () => {
    expect(await isFresh(folder, sources)).toBe(true);
    await at("settings.json", made);
    expect(await isFresh(folder, sources)).toBe(true);
  });

  it.each(["settings.json", "code/deep/a.ts", "code/deep", "code"])("is false when %s changed since", async (path) => {
    await at(path, later);
    expect(await isFresh(folder, sources)).toBe(false);
  });

  it("is false for a folder without manifest, which is one that was interrupted, and for none", async () => {
    await rm(join(folder, "manifest.json"));
    expect(await isFresh(folder, sources)).toBe(false);
    await rm(folder, { recursive: true });
    expect(await isFresh(folder, sources)).toBe(false);
  });

  it("does not take a missing source for an old one", async () => {
    await expect(isFresh(folder, [join(root, "gone")])).rejects.toThrow("ENOENT");
  });
});
