import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { runEventPatternCases } from "#local/conformance/event-patterns.ts";

let folder = "";
afterEach(() => rm(folder, { recursive: true, force: true }));

it("runEventPatternCases() counts recursively and lists quirks apart", async () => {
  folder = await mkdtemp(join(tmpdir(), "patterns-"));
  await mkdir(join(folder, "deeper"));
  const lines = [
    { name: "right", pattern: { a: [1] }, event: { a: 1 }, matches: true },
    { name: "wrong", pattern: { a: [1] }, event: { a: 1 }, matches: false },
    { name: "odd", pattern: { a: [1] }, event: { a: 2 }, matches: true },
    { name: "unknown", pattern: { a: [{ regex: "x" }] }, event: {}, matches: true },
  ];
  await writeFile(join(folder, "deeper", "cases.ndjson"), lines.map((line) => JSON.stringify(line)).join("\n"));
  await writeFile(join(folder, "quirks.json"), JSON.stringify({ note: "names", orderDependent: ["odd"] }));
  expect(await runEventPatternCases(folder)).toEqual({
    passed: 1,
    failed: 1,
    unsupported: 1,
    lines: [
      "failed wrong: matches is true, want false",
      "quirk odd: matches is false, want true",
      'unsupported unknown: InvalidEventPattern: Cannot compile event pattern: "a" has the operator "regex", which EventBridge does not know',
    ],
  });
});
