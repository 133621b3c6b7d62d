import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { writePages } from "#cli/report/write-pages.ts";
import { aReport } from "#test/builders/brief.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gumshoe-report-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("writePages() makes the folder, and one file for each format", async () => {
  const out = join(folder, "new", "reports");
  const files = await writePages(aReport(), out, ["html", "markdown", "json"]);
  expect(files).toEqual(["html", "md", "json"].map((ending) => join(out, `000000000000000000042.${ending}`)));
  const [html = "", markdown = "", json = ""] = files.map((file) => readFileSync(file, "utf8"));
  expect([html.slice(0, 15), markdown.slice(0, 28), JSON.parse(json)]).toEqual([
    "<!doctype html>",
    "# Critical: IAM role ci-depl",
    aReport(),
  ]);
});

it("writePages() writes nowhere else, whatever the id is", async () => {
  const out = join(folder, "inside");
  await writePages(aReport({ investigationId: "../../outside" }), out, ["json"]);
  expect([readdirSync(folder), readdirSync(out)]).toEqual([["inside"], ["------outside.json"]]);
});
