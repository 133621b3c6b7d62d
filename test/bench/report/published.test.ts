import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { chartsFolder, reportFiles, resultsFile } from "#bench/report/files.ts";
import { parseResult } from "#bench/result.ts";

const documentFile = "docs/benchmark.md";

describe.runIf(existsSync(resultsFile))("the published benchmark", () => {
  const expected = () => reportFiles(parseResult(JSON.parse(readFileSync(resultsFile, "utf8"))));

  it("is what bench/results.json says: npm run bench:report", () => {
    for (const [file, content] of expected()) expect(readFileSync(file, "utf8"), file).toBe(content);
  });

  it("has no chart that bench/results.json does not make", () => {
    const charts = readdirSync(chartsFolder).map((name) => `${chartsFolder}/${name}`);
    expect([documentFile, ...charts].sort()).toEqual([...expected().keys()].sort());
  });
});

describe.runIf(!existsSync(resultsFile))("without bench/results.json", () => {
  it("no benchmark is published", () => {
    expect([documentFile, chartsFolder].filter((path) => existsSync(path))).toEqual([]);
  });
});
