import { describe, expect, it } from "vitest";
import { renderResult } from "#bench/report/terminal.ts";
import { aResult, someMetrics } from "../a-result.ts";

describe("renderResult()", () => {
  const lines = renderResult(aResult()).split("\n");

  it("begins with what it hangs on, and fits a terminal of 120 columns", () => {
    expect(lines[0]).toBe("Simulated, without AWS. Seed 1, commit 01234567, prices of 2026-11-20.");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  it("has a row for each system with its figures, and our cost as the measure of theirs", () => {
    const cells = (label: string) =>
      lines
        .find((line) => line.includes(label))
        ?.split("│")
        .map((cell) => cell.trim())
        .slice(1, -1);
    expect(cells("Gumshoe")).toEqual(["Gumshoe", "$214", "1", "8", "1", "10.8 s", "14.9 s", "0", "100 %"]);
    expect(cells("AWS blog, 512 MB")?.slice(0, 3)).toEqual(["AWS blog, 512 MB", "$1,552", "7.24"]);
  });

  it("has a table for each workload, the functions and the goals", () => {
    const titles = lines.filter((line) => /^[A-Z]/.test(line)).slice(1);
    expect(titles.map((title) => title.replace(/:.*/, ""))).toEqual([
      "Single",
      "Burst",
      "Flood",
      "Duplicates",
      "Faults",
      "Long tail",
      "What else was measured of Gumshoe",
      "Functions",
      "Goals",
    ]);
  });

  it("calls no lag of somebody who enriches nothing", () => {
    const blog128 = someMetrics({ recall: 0, lagP50Seconds: 0 });
    const text = renderResult(aResult({ workloads: { single: { gumshoe: someMetrics(), blog128 } }, bundles: {} }));
    expect(text).toMatch(/AWS blog, 128 MB.*│ +– │ +– │ +0 │ +0 % │/);
    expect(text).not.toContain("Functions\n");
  });
});
