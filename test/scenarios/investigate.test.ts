import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SecurityHubClient } from "@aws-sdk/client-securityhub";
import { SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { expect, it } from "vitest";
import { envelopeQueue } from "#adapters/envelope-queue.ts";
import { existingFindingsAdapter } from "#adapters/existing-findings.ts";
import { findingRecordsAdapter } from "#adapters/finding-records-dynamodb.ts";
import { investigateFinding } from "#cli/commands/investigate-finding.ts";
import { investigatePrincipal } from "#cli/commands/investigate-principal.ts";
import { inquiry } from "#cli/investigate/inquiry.ts";
import { actionRequest } from "#domain/finding-request.ts";
import { principalRequest } from "#domain/principal-request.ts";
import type { Cloud } from "#local/cloud.ts";
import { accountId, aFinding, localAws, noon, product, region, roleArn } from "./local-aws.ts";
import { clientsOf, output } from "./operator-clients.ts";

const signal = new AbortController().signal;

function askAboutPrincipal(cloud: Cloud, asked: string) {
  const now = cloud.clock.now();
  const request = principalRequest(asked, region, { since: now - 6 * 3_600_000, now });
  if (request.kind !== "investigable") throw new Error("an investigable principal is wanted");
  const ports = {
    ...inquiry(output(cloud, "TableName"), clientsOf(cloud), cloud.clock),
    clock: cloud.clock,
    tell: () => {},
  };
  return investigatePrincipal(ports, { asked, principal: request.principal, wait: true, signal });
}

async function askAboutFinding(cloud: Cloud, id: string) {
  const settings = clientsOf(cloud);
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient(settings));
  const findings = existingFindingsAdapter(new SecurityHubClient(settings));
  const [stored = {}] = await findings.named(id, product);
  const sender = { accountId, region, at: cloud.clock.now(), eventId: "e-1" };
  const request = actionRequest(stored, output(cloud, "CustomActionArn"), sender);
  if (request.kind !== "readable") throw new Error("a readable finding is wanted");
  const ports = {
    findings,
    records: findingRecordsAdapter(output(cloud, "TableName"), documents, cloud.clock),
    intake: envelopeQueue(output(cloud, "IntakeQueueUrl"), new SQSClient(settings), cloud.clock),
    clock: cloud.clock,
    tell: () => {},
  };
  return investigateFinding(ports, { request, wait: true, signal });
}

it("investigatePrincipal() starts an investigation that the pipeline joins when a finding comes, and asked again joins it too", async () => {
  const cloud = await localAws({
    principals: { [roleArn("asked-about")]: { durationSeconds: 300, severity: "HIGH" } },
  });
  const first = await askAboutPrincipal(cloud, roleArn("asked-about"));
  expect(first).toMatchObject({ outcome: "investigated", how: "started", severity: "HIGH", complete: true });
  expect(cloud.clock.now() - noon).toBeGreaterThanOrEqual(300_000);

  cloud.services.SecurityHub.importFinding(aFinding("joins", ["asked-about"]));
  expect(await askAboutPrincipal(cloud, roleArn("asked-about"))).toMatchObject({ how: "joined" });
  await cloud.settled();
  expect(cloud.calls()["Detective.StartInvestigation"]).toBe(1);
});

it("investigateFinding() has a finding investigated that no rule let in, and tells what was written on it", async () => {
  const cloud = await localAws({ principals: { [roleArn("quiet")]: { durationSeconds: 120, severity: "LOW" } } });
  cloud.services.SecurityHub.importFinding(aFinding("old-news", ["quiet"], { Severity: { Label: "INFORMATIONAL" } }));
  await cloud.settled();
  expect(cloud.services.SFN.executions()).toEqual([]);

  expect(await askAboutFinding(cloud, "old-news")).toMatchObject({
    outcome: "enriched",
    principals: [`aws/${accountId}/role/quiet`],
    told: { verdict: "LOW" },
    note: expect.stringContaining("LOW"),
  });
});

it("investigateFinding() tells that a finding names nobody to investigate", async () => {
  const cloud = await localAws();
  const Resources = [{ Type: "AwsIamUser", Id: `arn:aws:iam::${accountId}:root`, Partition: "aws", Region: region }];
  cloud.services.SecurityHub.importFinding(aFinding("by-root", [], { Resources }));
  await cloud.settled();
  expect(await askAboutFinding(cloud, "by-root")).toMatchObject({
    outcome: "not-investigable",
    principals: [],
    excluded: [{ reason: "root" }],
  });
});
