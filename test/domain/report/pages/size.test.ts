import { describe, expect, it } from "vitest";
import { jsonBytes } from "#domain/bytes.ts";
import type { Indicator } from "#domain/investigation.ts";
import { composeReport, reportBytesMax } from "#domain/report/compose-report.ts";
import type { InvestigationReport } from "#domain/report/investigation-report.ts";
import { reportHtml } from "#domain/report/pages/report-html.ts";
import { reportMarkdown } from "#domain/report/pages/report-markdown.ts";
import { aReport, aStory, someObserved } from "#test/builders/brief.ts";
import { aReportInput } from "#test/builders/report.ts";

const bytes = (text: string) => Buffer.byteLength(text, "utf8");
const pages = (report: InvestigationReport) => [reportHtml(report), reportMarkdown(report)];

/** A busy day: a thousand of each kind, none like another. */
const everything = Array.from({ length: 1_000 }, (_, at): readonly Indicator[] => [
  { kind: "flagged-address", ipAddress: `203.0.${at >> 8}.${at & 255}`, reason: "AWS_THREAT_INTELLIGENCE" },
  {
    ...{ kind: "ttp", tactic: "Discovery", technique: `T${1_000 + at}`, procedure: `Procedure ${at}` },
    ...{ api: `Describe${at}`, ipAddress: `203.0.${at >> 8}.${at & 255}`, successes: at, failures: at % 7 },
  },
  { kind: "new-geolocation", location: `Place ${at}`, ipAddress: "203.0.113.77", newForAccount: true },
  { kind: "new-user-agent", userAgent: `agent/${at} ${"<x>".repeat(90)}`, newForAccount: false },
  { kind: "related-finding", arn: `arn:aws:guardduty:eu-west-1:111122223333:detector/d/finding/${at}`, type: "Type" },
]).flat();

/** As long as the contract lets every text be, of characters that grow when they are escaped. */
function longest(unit: string): InvestigationReport {
  const text = (length: number) => unit.repeat(length / unit.length);
  const rows = Array.from({ length: 400 }, (_, at) => `${at} ${text(280)}`);
  const step = { text: text(240), cli: Array(8).fill(text(600)), why: text(240) };
  return aReport({
    observed: someObserved({
      userAgents: rows.map((userAgent) => ({ userAgent, newFor: "account" })),
      relatedFindings: rows.map((arn) => ({ arn: arn.repeat(7), type: arn.slice(0, 160) })),
    }),
    story: aStory({
      how: Array(12).fill(text(400)),
      where: Array(8).fill(text(400)),
      now: Array(5).fill(step),
      caveats: Array(6).fill(text(240)),
    }),
  });
}

describe("a page of the largest report", () => {
  const largest = composeReport(aReportInput({ indicators: everything }));

  it("has less than 200 kB, of a report that is half as large as it may be", () => {
    expect(jsonBytes(largest)).toBeGreaterThan(reportBytesMax * 0.45);
    expect(Math.max(...pages(largest).map(bytes))).toBeLessThan(200_000);
  });

  it("says what it leaves out", () => {
    for (const page of pages(largest))
      expect(page).toMatch(/… and [\d,]+ more rows: report\.json has all that were kept/);
  });

  it.each(["a&", "é", "中", "<b>x", "😀"])("has less than 200 kB, were it full of %s", (unit) => {
    expect(Math.max(...pages(longest(unit)).map(bytes))).toBeLessThan(200_000);
  });
});
