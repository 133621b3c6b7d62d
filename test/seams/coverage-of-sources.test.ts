import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** `| mark | what | here | test |` */
const rows = readFileSync("docs/coverage-of-sources.md", "utf8")
  .split("\n")
  .filter((line) => /^\| [✅◐⬜] /u.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, mark = "", what = "", here = "", shownBy = ""]) => ({ mark, what, here, shownBy }));

describe("docs/coverage-of-sources.md", () => {
  it("lists the rows of four sources", () => {
    expect(rows.length).toBeGreaterThanOrEqual(40);
  });

  it.each(rows.filter(({ mark }) => mark !== "⬜"))("shows '$what' by a test that is there", ({ here, shownBy }) => {
    expect(here).not.toBe("");
    expect(shownBy).toMatch(/^test\/\S+\.test\.ts$/);
    expect(existsSync(shownBy), shownBy).toBe(true);
  });

  it.each(rows.filter(({ mark }) => mark !== "✅"))("says what is missing of '$what'", ({ here }) => {
    expect(here).toMatch(/\b(?:no|not)\b/);
  });
});
