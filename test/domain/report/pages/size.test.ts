import { describe, expect, it } from "vitest";
import { inertJson } from "#domain/inert-json.ts";
import type { Indicator } from "#domain/investigation.ts";
import { boundedObserved } from "#domain/report/bounded-observed.ts";
import { composeReport, reportBytesMax } from "#domain/report/compose-report.ts";
import type { InvestigationReport } from "#domain/report/investigation-report.ts";
import { reportHtml } from "#domain/report/pages/report-html.ts";
import { reportMarkdown } from "#domain/report/pages/report-markdown.ts";
import { aReport, aStory, someObserved } from "#test/builders/brief.ts";
import { aReportInput } from "#test/builders/report.ts";

const bytes = (text: string) => Buffer.byteLength(text, "utf8");
const evidence = (report: InvestigationReport) => bytes(inertJson(report));
/** What people read: the page without the evidence behind it, and the Markdown. */
const pages = (report: InvestigationReport) => [
  reportHtml(report).replace(/<script type="application\/json".*<\/script>/, ""),
  reportMarkdown(report),
];

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
    expect(evidence(largest)).toBeGreaterThan(reportBytesMax * 0.45);
    expect(Math.max(...pages(largest).map(bytes))).toBeLessThan(200_000);
  });

  it("has less than 463 kB with its evidence: 200 kB, 256 KiB and the element around it", () => {
    expect(evidence(largest)).toBeLessThanOrEqual(reportBytesMax);
    expect(bytes(reportHtml(largest))).toBeLessThan(463_000);
    expect(200_000 + reportBytesMax + 100).toBeLessThan(463_000);
  });

  it("shows no fewer rows for the evidence that it carries", () => {
    const [shown = ""] = pages(largest);
    expect(bytes(shown) + evidence(largest)).toBeGreaterThan(200_000);
  });

  it.each(["<", "\u2028", "\ud800", "\0"])("has room for the longest story, were it full of %j", (unit) => {
    const { story, observed } = longest(unit);
    expect(evidence(aReport({ story, observed: boundedObserved(observed, 0) }))).toBeLessThan(reportBytesMax);
  });

  it("says what it leaves out", () => {
    for (const page of pages(largest))
      expect(page).toMatch(/… and [\d,]+ more rows: gumshoe report --format json has all that were kept/);
  });

  it.each(["a&", "é", "中", "<b>x", "😀"])("has less than 200 kB, were it full of %s", (unit) => {
    expect(Math.max(...pages(longest(unit)).map(bytes))).toBeLessThan(200_000);
  });
});
