import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { InvestigationReport } from "#domain/report/investigation-report.ts";
import { reportHtml } from "#domain/report/pages/report-html.ts";
import { reportMarkdown } from "#domain/report/pages/report-markdown.ts";
import { ownVersion } from "../version.ts";

export const pageFormats = ["html", "markdown", "json"] as const;
export type PageFormat = (typeof pageFormats)[number];

const renderings: Readonly<Record<PageFormat, readonly [ending: string, (report: InvestigationReport) => string]>> = {
  html: ["html", (report) => reportHtml(report, ownVersion())],
  markdown: ["md", (report) => reportMarkdown(report, ownVersion())],
  json: ["json", (report) => `${JSON.stringify(report, null, 2)}\n`],
};

/**
 * Writes a report into a folder, which is made where it is not there; files of the same investigation are replaced.
 * @returns the files, in the order of the formats
 */
export async function writePages(
  report: InvestigationReport,
  folder: string,
  formats: readonly PageFormat[],
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const files: string[] = [];
  for (const format of formats) {
    const [ending, render] = renderings[format];
    const file = join(folder, `${fileName(report.investigationId)}.${ending}`);
    await writeFile(file, render(report));
    files.push(file);
  }
  return files;
}

/** Ids are numbers; whatever else is there stays inside the folder. */
function fileName(investigationId: string): string {
  return investigationId.replace(/[^\w-]/g, "-").slice(0, 64) || "report";
}
