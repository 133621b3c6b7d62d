import { describe, expect, it } from "vitest";
import { reportHtml } from "#domain/report/pages/report-html.ts";
import { reportMarkdown } from "#domain/report/pages/report-markdown.ts";
import { incidentReports } from "./incident-reports.ts";

const golden = (name: string) => `golden/${name}`;

/** Everything, nothing, and not all of it: read by eye, and shown in a browser. `--update` behind the name of this file writes them anew. */
describe.each(["ci-deploy", "backup-reader", "data-export"])("the report of %s in the bundled incident", (name) => {
  const report = incidentReports.get(name);
  if (report === undefined) throw new Error(`Cannot find "${name}" in the incident`);

  it("is this page", async () => {
    await expect(reportHtml(report, "0.1.0")).toMatchFileSnapshot(golden(`${name}.html`));
  });

  it("is this Markdown", async () => {
    await expect(reportMarkdown(report, "0.1.0")).toMatchFileSnapshot(golden(`${name}.md`));
  });
});
