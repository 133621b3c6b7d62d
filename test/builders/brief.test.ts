import { expect, it } from "vitest";
import { FindingBrief } from "#domain/brief/finding-brief.ts";
import { InvestigationReport } from "#domain/report/investigation-report.ts";
import { aBrief, aReport } from "./brief.ts";

it("aBrief() is a brief", () => {
  expect(FindingBrief.parse(aBrief())).toEqual(aBrief());
});

it("aReport() is a report", () => {
  expect(InvestigationReport.parse(aReport())).toEqual(aReport());
});
