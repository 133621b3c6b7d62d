import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { afterAll, expect, it } from "vitest";
import { bundlesOf } from "#bench/bundles/shipped-packages.ts";

const folder = mkdtempSync(join(tmpdir(), "gumshoe-reproducible-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Hash by file of all bundles and source maps that the tree gives. */
async function hashesOf(root: string): Promise<Readonly<Record<string, string>>> {
  const { outputFiles } = await build({ ...bundlesOf(root), write: false });
  const hash = (contents: Uint8Array) => createHash("sha256").update(contents).digest("hex");
  return Object.fromEntries(outputFiles.map(({ path, contents }) => [path.slice(root.length + 1), hash(contents)]));
}

/** Another checkout: what the bundles are made of, and what tells esbuild how to find it, with new times of change. */
function checkOut(inputs: readonly string[], root: string): string {
  const manifests = inputs.flatMap((input) => foldersOf(input).map((above) => join(above, "package.json")));
  const needed = [...inputs, ...manifests.filter((file) => existsSync(file)), "tsconfig.json", "package.json"];
  for (const file of new Set(needed)) cpSync(file, join(root, file));
  return root;
}

function foldersOf(file: string): readonly string[] {
  const above = dirname(file);
  return above === "." ? [] : [above, ...foldersOf(above)];
}

it("the bundles are the same byte for byte, wherever they are made", async () => {
  const { metafile } = await build({ ...bundlesOf(process.cwd()), write: false });
  const inputs = Object.keys(metafile.inputs).filter((input) => !input.startsWith("("));
  const here = await hashesOf(process.cwd());
  const there = await hashesOf(checkOut(inputs, join(folder, "a")));
  const elsewhere = await hashesOf(checkOut(inputs, join(folder, "some", "where", "deeper")));
  expect(Object.keys(here)).toHaveLength(2 * readdirSync("functions").length);
  expect(there).toEqual(here);
  expect(elsewhere).toEqual(here);
});
