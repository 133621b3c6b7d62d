import type { S3Client } from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { reportsAdapter } from "#adapters/reports-s3.ts";
import { reportHtml } from "#domain/report/pages/report-html.ts";
import { aReport } from "#test/builders/brief.ts";
import { failing, fakeClient, sdkError } from "./fake-client.ts";

const report = aReport({ region: "eu-west-1", investigationId: "000000000000000000042" });
const pages = { html: reportHtml(report), markdown: "# Report" };
const folder = "investigations/eu-west-1/000000000000000000042";

function reports(answers: Parameters<typeof fakeClient>[0]) {
  const client = fakeClient<S3Client>(answers);
  return { reports: reportsAdapter("reports", client), calls: client.calls };
}

const answering = (text: string) => () => ({ Body: { transformToString: async () => text } });

describe("save()", () => {
  it("writes the page after its Markdown, to be looked at and kept by no cache", async () => {
    const { reports: bucket, calls } = reports({ PutObject: () => ({}) });
    await bucket.save(report, pages);
    const common = { Bucket: "reports", ContentDisposition: "inline", CacheControl: "no-store" };
    expect(calls.map(([, input]) => input)).toEqual([
      { ...common, Key: `${folder}/report.md`, Body: pages.markdown, ContentType: "text/markdown; charset=utf-8" },
      { ...common, Key: `${folder}/report.html`, Body: pages.html, ContentType: "text/html; charset=utf-8" },
    ]);
  });

  it("writes no page whose Markdown is not there", async () => {
    const { reports: bucket, calls } = reports({ PutObject: failing("SlowDown", 503) });
    await expect(bucket.save(report, pages)).rejects.toMatchObject({ name: "Throttled" });
    expect(calls.map(([, { Key }]) => Key)).toEqual([`${folder}/report.md`]);
  });

  it.each([
    ["InternalError", 500, "ServiceUnavailable"],
    ["AccessDenied", 403, "SetupFault"],
    ["NoSuchBucket", 404, "SetupFault"],
  ])("answers %s with a failure of ours", async (name, status, ours) => {
    const { reports: bucket } = reports({ PutObject: failing(name, status) });
    await expect(bucket.save(report, pages)).rejects.toMatchObject({ name: ours });
  });
});

describe("read()", () => {
  it("reads what was saved", async () => {
    const { reports: bucket, calls } = reports({ GetObject: answering(pages.html) });
    expect(await bucket.read("eu-west-1", "000000000000000000042")).toEqual(report);
    expect(calls).toEqual([["GetObject", { Bucket: "reports", Key: `${folder}/report.html` }]]);
  });

  it.each([
    ["nothing is there", () => Promise.reject(sdkError("NoSuchKey", 404))],
    ["what is there is cut short", answering(pages.html.slice(0, -10))],
    ["a later version has written it", answering(reportHtml({ ...report, schema: 2 as never }))],
  ])("answers undefined when %s", async (_, answer) => {
    const { reports: bucket } = reports({ GetObject: answer });
    expect(await bucket.read("eu-west-1", "000000000000000000042")).toBeUndefined();
  });
});
