import { describe, expect, it } from "vitest";
import { jsonBytes } from "#domain/bytes.ts";
import type { Indicator } from "#domain/investigation.ts";
import { composeReport, reportBytesMax } from "#domain/report/compose-report.ts";
import { InvestigationReport } from "#domain/report/investigation-report.ts";
import { anInvestigation, aReportInput } from "#test/builders/report.ts";

describe("composeReport()", () => {
  it("tells whose investigation it is, what it searched, and where it is to be seen", () => {
    const pages = { report: "https://console.example/report.html" };
    const { observed, story, ...head } = composeReport(aReportInput({ pages }));
    expect(head).toEqual({
      schema: 1,
      investigationId: "000000000000000000042",
      graphArn: "arn:aws:detective:eu-west-1:111122223333:graph:0123456789abcdef0123456789abcdef",
      region: "eu-west-1",
      principal: {
        identity: "aws/111122223333/role/ci-deploy",
        partition: "aws",
        accountId: "111122223333",
        type: "role",
        name: "ci-deploy",
        arn: "arn:aws:iam::111122223333:role/ci-deploy",
      },
      severity: "CRITICAL",
      createdAt: "2026-11-19T02:25:00.000Z",
      readAt: "2026-11-19T02:28:00.000Z",
      scopeStartAt: "2026-11-18T02:14:07.000Z",
      scopeEndAt: "2026-11-19T02:20:00.000Z",
      complete: true,
      links: {
        detective:
          "https://eu-west-1.console.aws.amazon.com/detective/home?region=eu-west-1#investigationReport/000000000000000000042",
        ...pages,
      },
    });
    expect([observed.indicators, story.how.length > 0]).toEqual([10, true]);
  });

  it("is what its schema says, with and without a severity", () => {
    const { severity: _, ...untold } = anInvestigation();
    for (const investigation of [anInvestigation(), untold]) {
      const report = composeReport(aReportInput({ investigation }));
      expect(InvestigationReport.parse(report)).toEqual(report);
    }
  });

  it("stays within 256 KiB whatever Detective found, and counts what it leaves out", () => {
    const indicators = Array.from(
      { length: 3_000 },
      (_, at): Indicator => ({ kind: "related-finding", arn: `${"中".repeat(1_900)}${at}`, type: "x".repeat(160) }),
    );
    const report = composeReport(aReportInput({ indicators }));
    const { relatedFindings, omitted } = report.observed;
    expect(jsonBytes(report)).toBeLessThanOrEqual(reportBytesMax);
    expect(relatedFindings.length).toBeGreaterThan(10);
    expect(relatedFindings.length + omitted).toBe(3_000);
    expect(report.story.how).toContainEqual(expect.stringContaining("3000 related findings"));
  });
});
