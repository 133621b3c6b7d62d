import { Queue } from "aws-cdk-lib/aws-sqs";
import { describe, expect, it } from "vitest";
import { acknowledgements } from "#infra/acknowledgements.ts";
import { idle, unexplained } from "#infra/checks/acknowledged.ts";
import type { Finding } from "#infra/checks/finding.ts";
import { rulePackFindings } from "#infra/checks/rule-packs.ts";
import { anApp } from "./a-stack.ts";

const widest = {
  attachedRoles: true,
  memberRoleName: "GumshoeRead",
  webhookUrl: "https://hooks.example.com/gumshoe",
  directGuardDuty: true,
  findingsV2: true,
};
const listeners = {
  ...{ notifyEmail: "soc@example.com", slackWorkspaceId: "T0123ABCD", slackChannelId: "C0123ABCD" },
  guardDutyPublishing: "FIFTEEN_MINUTES",
};
const findings = [{}, { ...widest, linkedRegions: ["us-east-1"] }, listeners].flatMap((settings) =>
  rulePackFindings(anApp(settings)),
);

describe("acknowledgements", () => {
  it("explain whatever the rule packs find", () => {
    expect(unexplained(findings, acknowledgements)).toEqual([]);
  });

  it("are needed, each rule and each place of each", () => {
    expect(idle(findings, acknowledgements)).toEqual([]);
    expect(acknowledgements.filter((one) => unexplained(findings, without(one)).length === 0)).toEqual([]);
  });

  it("are few, give a reason each, and speak of no whole stack", () => {
    expect(acknowledgements.length).toBeLessThanOrEqual(9);
    for (const { reason, at } of acknowledgements) {
      expect(reason).toMatch(/^[A-Z]\S* (\S+ ){11}/);
      expect(at.filter((path) => path === "")).toEqual([]);
    }
  });

  it("do not cover what is new", () => {
    const app = anApp();
    new Queue(app.stack, "Stray");
    const found = unexplained(rulePackFindings(app), acknowledgements).map(
      ({ pack, rule, at }) => `${pack} ${rule} ${at}`,
    );
    expect(found).toEqual([
      "AwsSolutions SQS3 Stray/Resource",
      "AwsSolutions SQS4 Stray/Resource",
      "Serverless SQSRedrivePolicy Stray/Resource",
    ]);
  });

  it("cannot stand in for the customer's key: without it the logs, the topic and the reports are found in four packs", () => {
    const found = unexplained(rulePackFindings(anApp({ encryption: "aws-owned" })), acknowledgements);
    expect([...new Set(found.map(({ rule }) => rule))].toSorted()).toEqual([
      "CloudWatchLogGroupEncrypted",
      "S3DefaultEncryptionKMS",
      "SNSEncryptedKMS",
    ]);
    expect([...new Set(found.map(({ pack }) => pack))]).toEqual([
      "NIST.800.53.R4",
      "NIST.800.53.R5",
      "HIPAA.Security",
      "PCI.DSS.321",
    ]);
  });
});

const without = (one: object) => acknowledgements.filter((other) => other !== one);

describe("idle()", () => {
  const found: readonly Finding[] = [{ pack: "P", rule: "R", at: "Queues/Intake/Resource", says: "" }];

  it("names rules and places of which nothing was found", () => {
    expect(idle(found, [{ rules: ["R", "S"], at: ["Queues", "Que", "Functions"], reason: "" }])).toEqual([
      "S",
      "Que",
      "Functions",
    ]);
  });
});
