import { mkdir, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { InvestigationReport } from "#domain/report/investigation-report.ts";
import { type IndexEntry, indexHtml } from "#domain/report/pages/index-html.ts";
import { writePages } from "./write-pages.ts";

/**
 * Writes the pages of many reports into a folder: `reports/<Region>/<investigation>.html` and `.md`, and `index.html` that leads
 * to them.
 * @returns the index
 */
export async function writeIndex(reports: readonly InvestigationReport[], folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const entries: IndexEntry[] = [];
  for (const report of reports) {
    const place = join(folder, "reports", report.region.replace(/[^a-z0-9-]/g, "-"));
    const [page = ""] = await writePages(report, place, ["html", "markdown"]);
    entries.push({ report, file: relative(folder, page).split(sep).join("/") });
  }
  const index = join(folder, "index.html");
  await writeFile(index, indexHtml(entries));
  return index;
}
