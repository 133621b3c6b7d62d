import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { program } from "#cli/program.ts";
import type { Cloud } from "#local/cloud.ts";
import { aFinding, localAws, region, roleArn } from "./local-aws.ts";
import { output } from "./operator-clients.ts";

const indicators = [
  {
    IndicatorType: "FLAGGED_IP_ADDRESS",
    IndicatorDetail: {
      FlaggedIpAddressDetail: { IpAddress: "203.0.113.77", Reason: "AWS_THREAT_INTELLIGENCE" },
    },
  },
];

/** What `gumshoe report` answers a script, and the pages it has written. */
async function report(cloud: Cloud, subject: string) {
  const folder = mkdtempSync(join(tmpdir(), "gumshoe-report-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const told: string[] = [];
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => told.push(String(text)) > 0);
  const place = ["--endpoint-url", cloud.endpointUrl, "--region", region];
  const code = await program(["report", subject, "--out", folder, "--json", ...place]);
  write.mockRestore();
  const answer = JSON.parse(told.join("") || "{}");
  return { code, answer, pages: (answer.reports?.[0]?.files ?? []).map((file: string) => readFileSync(file, "utf8")) };
}

it("gumshoe report writes what the pipeline has kept, by the id of the finding and by that of the investigation", async () => {
  const cloud = await localAws({
    principals: { [roleArn("reported")]: { durationSeconds: 120, severity: "HIGH", indicators } },
  });
  cloud.services.SecurityHub.importFinding(aFinding("told", ["reported"]));
  await cloud.settled();

  const byFinding = await report(cloud, "told");
  const [{ investigationId = "" } = {}] = byFinding.answer.reports;
  expect(byFinding).toMatchObject({
    code: 0,
    answer: { reports: [{ from: "bucket", severity: "HIGH", principalArn: roleArn("reported"), complete: true }] },
    pages: [expect.stringContaining("203.0.113.77"), expect.stringContaining("203.0.113.77")],
  });
  expect((await report(cloud, investigationId)).answer.reports).toMatchObject([{ from: "bucket", investigationId }]);

  // As an investigation that somebody has started in the console: Detective alone knows it.
  const objects = cloud.services.S3.objects(output(cloud, "ReportsBucketName"));
  for (const { key } of objects) {
    await cloud.services.S3.operations["DeleteObject"]?.(
      { Bucket: output(cloud, "ReportsBucketName"), Key: key },
      { region: cloud.region, accountId: cloud.accountId },
    );
  }
  const afresh = await report(cloud, investigationId);
  expect(afresh).toMatchObject({ code: 0, answer: { reports: [{ from: "detective", severity: "HIGH" }] } });
  expect(afresh.pages[0]).toContain("203.0.113.77");
  expect((await report(cloud, "404")).code).toBe(1);
});
