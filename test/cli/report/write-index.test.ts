import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { reportsIn } from "#cli/local-reports.ts";
import { writeIndex } from "#cli/report/write-index.ts";
import { reportHtml } from "#domain/report/pages/report-html.ts";
import type { Cloud } from "#local/cloud.ts";
import { aReport } from "#test/builders/brief.ts";
import { attribute, readHtml } from "#test/domain/report/pages/html-reader.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gumshoe-index-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("writeIndex() leads to every report that it has written", async () => {
  const index = await writeIndex([aReport(), aReport({ region: "us-east-1" })], join(folder, "out"));
  const links = readHtml(readFileSync(index, "utf8")).elements.flatMap((one) => attribute(one, "href") ?? []);
  expect(links.filter((href) => href !== "#content")).toEqual([
    "reports/eu-west-1/000000000000000000042.html",
    "reports/us-east-1/000000000000000000042.html",
  ]);
  for (const href of links.slice(1)) expect(existsSync(join(folder, "out", href))).toBe(true);
});

const cloudWith = (files: Readonly<Record<string, string>>, outputs = { ReportsBucketName: "reports" }) => {
  const objects = Object.entries(files).map(([key, text]) => ({ key, bytes: new TextEncoder().encode(text) }));
  return { outputs, services: { S3: { objects: () => objects } } } as unknown as Cloud;
};

it("reportsIn() reads what the stack keeps, and passes over what is no report", () => {
  const files = { "a/report.html": reportHtml(aReport()), "a/report.md": "# Report", "b/report.html": "<p>" };
  expect(reportsIn(cloudWith(files))).toEqual([aReport()]);
});

it("reportsIn() finds none where the stack keeps none", () => {
  expect(reportsIn(cloudWith({}, {} as never))).toEqual([]);
});
