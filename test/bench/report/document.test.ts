import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { reportFiles } from "#bench/report/files.ts";
import { aResult, someMetrics } from "../a-result.ts";

const files = reportFiles(aResult());
const document = files.get("docs/benchmark.md") ?? "";

describe("reportFiles()", () => {
  it("are the document and its charts", () => {
    expect([...files.keys()]).toEqual([
      "docs/benchmark.md",
      "docs/benchmark/cost.svg",
      "docs/benchmark/lag.svg",
      "docs/benchmark/calls.svg",
      "docs/benchmark/recall.svg",
    ]);
  });

  it("are the same every time", () => {
    expect(reportFiles(aResult())).toEqual(files);
  });

  it("hold figures of the result: another result, another document", () => {
    const { single, ...others } = aResult().workloads;
    const gumshoe = { ...(single?.gumshoe ?? someMetrics()), lagP50Seconds: 11.1 };
    const other = reportFiles(aResult({ workloads: { single: { ...single, gumshoe }, ...others } }));
    expect(other.get("docs/benchmark.md")).not.toBe(document);
    expect(other.get("docs/benchmark/lag.svg")).not.toBe(files.get("docs/benchmark/lag.svg"));
    expect(other.get("docs/benchmark/cost.svg")).toBe(files.get("docs/benchmark/cost.svg"));
  });
});

describe("docs/benchmark.md", () => {
  it("shows every chart, and no other file", () => {
    const shown = [...document.matchAll(/!\[[^\]]{20,}\]\(([^)]+)\)/g)].map(([, path]) => `docs/${path}`);
    expect(shown).toEqual([...files.keys()].filter((file) => file.endsWith(".svg")));
  });

  it("says that it is simulated, with what seed, commit and prices", () => {
    expect(document).toContain("**Everything here is simulated**");
    expect(document).toContain("Seed 1, commit 01234567, prices of 2026-11-20.");
  });

  it("has whole tables: as many cells in a row as in its head", () => {
    const tables = document.split("\n\n").filter((part) => part.startsWith("|"));
    expect(tables.length).toBeGreaterThan(10);
    for (const table of tables) {
      const cells = table
        .trim()
        .split("\n")
        .map((line) => line.split("|").length);
      expect(new Set(cells).size, table).toBe(1);
    }
  });

  it("names no file of the project that does not exist", () => {
    const named = [...document.matchAll(/`((?:bench|docs)\/[\w./-]+)`/g)].map(([, path]) => path ?? "");
    // The result itself is what a first run makes.
    expect(named.filter((path) => path !== "bench/results.json" && !existsSync(path))).toEqual([]);
    expect(named).toContain("bench/prices.json");
  });

  it("leaves out the chapters' charts and tables of what was not measured", () => {
    const few = reportFiles(aResult({ workloads: { flood: { gumshoe: someMetrics() } }, sweeps: undefined }));
    expect([...few.keys()]).toEqual(["docs/benchmark.md", "docs/benchmark/recall.svg"]);
    expect(few.get("docs/benchmark.md")).not.toContain("benchmark/cost.svg");
  });
});
