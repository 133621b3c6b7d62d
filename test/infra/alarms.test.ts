import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { aTemplate, type Properties, readable, resourcesOf } from "./a-stack.ts";

const template = aTemplate();
const notifying = aTemplate({ notifyEmail: "soc@example.com" });
const alarms = Object.values(resourcesOf(notifying, "AWS::CloudWatch::Alarm"));
const textOf = (alarm: Properties, key: string) => String(readable(alarm[key]));
const nameOf = (alarm: Properties) => textOf(alarm, "AlarmName").replace("${AWS::StackName}/", "");
const runbook = readFileSync("docs/runbook.md", "utf8");
const headings = [...runbook.matchAll(/^### (.+)$/gm)].map(([, heading = ""]) => heading);

describe("docs/runbook.md", () => {
  it("has a chapter for each alarm, and none for anything else", () => {
    const widest = aTemplate({
      directGuardDuty: true,
      findingsV2: true,
      webhookUrl: "https://hooks.example.com/gumshoe",
      notifyEmail: "soc@example.com",
    });
    const names = Object.values(resourcesOf(widest, "AWS::CloudWatch::Alarm")).map(nameOf);
    expect(headings.toSorted()).toEqual(names.toSorted());
  });

  it("says in each what happened, how to look and how to mend", () => {
    for (const chapter of runbook.split(/^### /m).slice(1)) {
      const [heading] = chapter.split("\n");
      const parts = [...chapter.matchAll(/^\*\*(.+?)\.\*\* \S/gm)].map(([, part]) => part);
      expect(parts, heading).toEqual(["What happened", "How to look", "How to mend"]);
    }
  });
});

describe.each(alarms.map((alarm) => [nameOf(alarm), alarm] as const))("alarm %s", (name, alarm) => {
  const [impact = "", chapter = "", look = "", ...more] = textOf(alarm, "AlarmDescription").split("\n");

  it("says who is hurt, what to do and where to look", () => {
    expect(more).toEqual([]);
    expect(impact).toMatch(/^[A-Z].{20,200}\.$/);
    expect(chapter).toBe(`Runbook: docs/runbook.md#${name.toLowerCase().replace(/[^a-z0-9-]/g, "")}`);
    expect(look).toMatch(/^Look: https:\/\/\$?.+\/[a-z0-9/-]+\/home\?region=\$\{AWS::Region\}#.+/);
  });

  it("considers silence, and tells somebody when it rings and when it ends", () => {
    expect(alarm["TreatMissingData"]).toBe(name === "Sweep/Silent" ? "breaching" : "notBreaching");
    expect(readable(alarm["AlarmActions"])).toEqual(["${AlarmsTopic}"]);
    expect(alarm["OKActions"]).toEqual(alarm["AlarmActions"]);
  });

  it("does not ask for what redrive leaves out", () => {
    expect(JSON.stringify(alarm)).not.toContain("NumberOfMessagesSent");
  });
});

describe("the console's address", () => {
  it("is the one of the partition", () => {
    const [mapping] = Object.values(template.toJSON()["Mappings"] as Record<string, unknown>);
    expect(mapping).toEqual({
      aws: { domain: "console.aws.amazon.com" },
      "aws-cn": { domain: "console.amazonaws.cn" },
      "aws-us-gov": { domain: "console.amazonaws-us-gov.com" },
    });
    for (const alarm of alarms)
      expect(JSON.stringify(alarm["AlarmDescription"])).toContain('{"Ref":"AWS::Partition"},"domain"]');
  });
});

describe("the topic", () => {
  const given = "arn:aws:sns:eu-west-1:111122223333:on-call";

  it("lets CloudWatch publish for alarms of this account, and nobody without TLS", () => {
    const [policy] = Object.values(resourcesOf(template, "AWS::SNS::TopicPolicy"));
    expect((readable(policy?.["PolicyDocument"]) as { readonly Statement: unknown }).Statement).toEqual([
      expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
      expect.objectContaining({
        Effect: "Allow",
        Action: "sns:Publish",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Condition: {
          StringEquals: { "aws:SourceAccount": "${AWS::AccountId}" },
          ArnLike: {
            "aws:SourceArn": "arn:${AWS::Partition}:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:*",
          },
        },
      }),
    ]);
  });

  it("has whoever the settings name", () => {
    const [subscription] = Object.values(
      resourcesOf(aTemplate({ alarmEmail: "soc@example.com" }), "AWS::SNS::Subscription"),
    );
    expect(subscription).toMatchObject({ Protocol: "email", Endpoint: "soc@example.com" });
    expect(resourcesOf(template, "AWS::SNS::Subscription")).toEqual({});
  });

  it("may be one of yours", () => {
    const elsewhere = aTemplate({ alarmTopicArn: given });
    expect(resourcesOf(elsewhere, "AWS::SNS::Topic")).toEqual({});
    const [alarm] = Object.values(resourcesOf(elsewhere, "AWS::CloudWatch::Alarm"));
    expect(alarm?.["AlarmActions"]).toEqual([given]);
    expect(() => aTemplate({ alarmTopicArn: given, alarmEmail: "soc@example.com" })).toThrow(/alarmEmail/);
  });
});
