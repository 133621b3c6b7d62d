import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readAssembly } from "#local/template/assembly.ts";
import { anAssembly } from "../fixtures/an-assembly.ts";

const withStacks = (...names: string[]): string => {
  const folder = mkdtempSync(join(tmpdir(), "local-assembly-"));
  const artifacts = Object.fromEntries(
    names.map((name) => [name, { type: "aws:cloudformation:stack", properties: { templateFile: `${name}.json` } }]),
  );
  writeFileSync(
    join(folder, "manifest.json"),
    JSON.stringify({ artifacts: { ...artifacts, Tree: { type: "cdk:tree" } } }),
  );
  for (const name of names) writeFileSync(join(folder, `${name}.json`), JSON.stringify({ Resources: {} }));
  return folder;
};

describe("readAssembly()", () => {
  it("reads the only stack and finds its assets", () => {
    const folder = anAssembly({ Resources: {} }, { f: "export const handler = 1" });
    const stack = readAssembly(folder);
    expect([stack.stackName, stack.assetOf("f.zip"), stack.assetOf("g.zip")]).toEqual([
      "Test",
      join(folder, "asset.f"),
      undefined,
    ]);
  });

  it("reads the stack that is asked for", () => {
    expect(readAssembly(withStacks("A", "B"), "B").stackName).toBe("B");
  });

  it.each([
    ["two stacks", withStacks("A", "B"), undefined, 'it holds "A", "B", exactly one is wanted'],
    ["another stack", withStacks("A"), "C", 'Cannot read stack "C"'],
    ["an empty folder", mkdtempSync(join(tmpdir(), "local-empty-")), undefined, "it holds no manifest.json"],
  ])("refuses %s", (_, folder, name, problem) => {
    expect(() => readAssembly(folder, name)).toThrow(problem);
  });
});
