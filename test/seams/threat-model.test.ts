import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const text = readFileSync("docs/threat-model.md", "utf8");
const rows = [...text.matchAll(/^\| (\d+) \| ([STRIDE ]+) \| (.+) \| (.+) \| (.+) \|$/gm)].map(
  ([, number = "", stride = "", threat = "", , held = ""]) => ({ number: Number(number), stride, threat, held }),
);

/** `<file> › <title>` of every test that a row names. */
function testsOf(held: string) {
  return held.split("<br>").map((one) => {
    const [, file = "", title = ""] = /^`(test\/[\w./-]+\.test\.ts)` › \*(.+)\*$/.exec(one) ?? [];
    return { file, title, one };
  });
}

describe("docs/threat-model.md", () => {
  it("numbers its threats without a gap", () => {
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, at) => at + 1));
    expect(rows.length).toBeGreaterThan(30);
  });

  it("looks from every side of STRIDE", () => {
    expect(new Set(rows.flatMap(({ stride }) => stride.split(" ")))).toEqual(new Set("STRIDE"));
  });

  it.each([
    "forged finding",
    "Prompt injection",
    "Log injection",
    "Terminal escapes",
    "SSRF",
    "Confused deputy",
    "Dead-letter poisoning",
    "Replay abuse",
    "Key deletion",
    "Graph deletion",
    "Step Functions input tampering",
    "Cost denial of service",
    "install script",
  ])("knows the threat: %s", (name) => {
    expect(rows.filter(({ threat }) => threat.includes(name))).not.toEqual([]);
  });

  it.each(rows)("has a test for threat $number, and it exists: $threat", ({ held }) => {
    for (const { file, title, one } of testsOf(held)) {
      expect(file, one).not.toBe("");
      expect(existsSync(file), file).toBe(true);
      expect(readFileSync(file, "utf8"), file).toContain(title);
    }
  });
});
