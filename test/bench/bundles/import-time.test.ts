import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { importTimes } from "#bench/bundles/import-time.ts";

const folder = mkdtempSync(join(tmpdir(), "import-time-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A module that writes its name and TABLE_NAME into a file when it is imported. */
function subject(name: string) {
  const file = join(folder, `${name}.mjs`);
  const note = `${name} ${"$"}{process.env.TABLE_NAME} ${"$"}{process.env.HOME}\\n`;
  const log = JSON.stringify(join(folder, "log"));
  writeFileSync(file, `import { appendFileSync } from "node:fs";\nappendFileSync(${log}, \`${note}\`);\n`);
  return [name, { file, environment: { TABLE_NAME: `${name}-table` } }] as const;
}

describe("importTimes()", () => {
  it("imports every module once a round and once before, in turn, each in its own environment alone", () => {
    const times = importTimes(new Map(["a", "b", "c"].map(subject)), 2);
    expect([...times].map(([name, ms]) => [name, ms.length, ms.every((one) => one > 0)])).toEqual([
      ["a", 2, true],
      ["b", 2, true],
      ["c", 2, true],
    ]);
    const imported = readFileSync(join(folder, "log"), "utf8").trim().split("\n");
    const lines = (names: string) => [...names].map((name) => `${name} ${name}-table undefined`);
    expect(imported).toEqual([...lines("abc"), ...lines("abc"), ...lines("bca")]);
  });

  it("throws with what Node says when a module cannot be imported", () => {
    const file = join(folder, "broken.mjs");
    writeFileSync(file, 'throw new Error("no table");\n');
    expect(() => importTimes(new Map([["broken", { file, environment: {} }]]), 1)).toThrow(
      /^Cannot import ".*broken\.mjs": [\s\S]*no table/,
    );
  });
});
