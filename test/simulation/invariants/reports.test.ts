import { describe, expect, it } from "vitest";
import { reportHtml } from "#domain/report/pages/report-html.ts";
import type { Happening } from "#simulation/happening.ts";
import { reports } from "#simulation/invariants/reports.ts";
import { aReport } from "#test/builders/brief.ts";
import { aWorld } from "./a-world.ts";
import { aCall, refused, writes } from "./happenings.ts";

const folder = "investigations/eu-west-1/42";
const link = (file: string) =>
  `https://console.aws.amazon.com/s3/object/reports?region=eu-west-1&prefix=${folder}/${file}`;
const puts = (file: string, Body = reportHtml(aReport())) =>
  aCall("check", "S3", "PutObject", { input: { Bucket: "reports", Key: `${folder}/${file}`, Body } });
const kept = [puts("report.md"), puts("report.html")];
const tells = (brief: object) => {
  const Detail = JSON.stringify({ finding: { region: "eu-west-1" }, brief: { links: {}, principals: [], ...brief } });
  return aCall("enrich", "EventBridge", "PutEvents", { input: { Entries: [{ Detail }] } });
};
const saved = (over: object = {}) => ({ principals: [{ investigation: { id: "42", ...over } }] });

const broken = (...happenings: readonly Happening[]): readonly string[] => {
  const world = aWorld(reports);
  world.tell(...happenings);
  return world.violations;
};

describe("reports (I14)", () => {
  it("holds when what is told of is there, and when nothing is told of", () => {
    const field = writes({ UserDefinedFields: { gumshoeReport: link("report.html") } });
    expect(broken(...kept, field, tells({ links: { report: link("report.html") } }))).toEqual([]);
    expect(broken(...kept, tells(saved({ observed: {}, report: link("report.html") })))).toEqual([]);
    expect(broken(tells(saved()), tells({}))).toEqual([]);
  });

  it.each([
    [
      "a field links to a page that is not there",
      [writes({ UserDefinedFields: { gumshoeReport: link("report.html") } })],
    ],
    ["an event does", [tells({ links: { report: link("report.html") } })]],
    ["an event does for one principal", [tells(saved({ report: link("report.html") }))]],
    ["an event tells what no report says", [tells(saved({ observed: {} }))]],
    ["the page is there before its Markdown", [puts("report.html")]],
    ["the page carries no evidence", [puts("report.md"), puts("report.html", "<!doctype html>")]],
    [
      "the Markdown was refused",
      [refused("check", "S3", "PutObject", "SlowDown", { input: puts("report.md").input }), puts("report.html")],
    ],
  ])("is broken when %s", (_what, happenings) => {
    expect(broken(...happenings)).toHaveLength(1);
  });
});
