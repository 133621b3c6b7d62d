import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Cloud, type Observation, startCloud } from "#local/cloud.ts";
import type { Template } from "#local/template/template.ts";
import { anAssembly } from "../fixtures/an-assembly.ts";

const settings = { accountId: "111122223333", region: "eu-west-1", startAtMs: Date.UTC(2026, 11, 1, 12) };
const statement = { Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sns:Publish" };
const inputTransformer = {
  InputPathsMap: { severity: "$.detail.severity", who: "$.detail.who" },
  InputTemplate: '{"version":"1.0","title":"<severity> for <who>"}',
};

function template(over: { policy?: object } = {}): Template {
  const Topic = { Ref: "Topic" };
  const byRule = { ArnLike: { "aws:SourceArn": { "Fn::GetAtt": ["Rule", "Arn"] } } };
  const Statement = [{ ...statement, Resource: Topic, Condition: byRule, ...over.policy }];
  const target = { Id: "t", Arn: Topic, InputTransformer: inputTransformer };
  const DeadLetterConfig = { Arn: { "Fn::GetAtt": ["Dead", "Arn"] } };
  return {
    Resources: {
      Topic: { Type: "AWS::SNS::Topic", Properties: { DisplayName: "Alerts" } },
      Mailbox: {
        Type: "AWS::SNS::Subscription",
        Properties: { TopicArn: Topic, Protocol: "email", Endpoint: "on-call@example.com" },
      },
      Policy: {
        Type: "AWS::SNS::TopicPolicy",
        Properties: { Topics: [Topic], PolicyDocument: { Version: "2012-10-17", Statement } },
      },
      Dead: { Type: "AWS::SQS::Queue", Properties: { QueueName: "dead" } },
      DeadPolicy: {
        Type: "AWS::SQS::QueuePolicy",
        Properties: {
          Queues: [{ Ref: "Dead" }],
          PolicyDocument: { Statement: [{ ...statement, Action: "sqs:SendMessage", Resource: "*" }] },
        },
      },
      Rule: {
        Type: "AWS::Events::Rule",
        Properties: { EventPattern: { source: ["test"] }, Targets: [{ ...target, DeadLetterConfig }] },
      },
    },
    Outputs: { TopicArn: { Value: Topic } },
  };
}
const event = (who: string) => ({
  ...{ version: "0", id: "1", "detail-type": "Test", source: "test", account: settings.accountId, resources: [] },
  ...{ time: "2026-12-01T12:00:00Z", region: "eu-west-1", detail: { severity: "HIGH", who } },
});

interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
}
let mails: Mail[] = [];
let refusing = false;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["AUTH", "STARTTLS"],
  onData(stream, { envelope }, done) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
      const to = envelope.rcptTo.map(({ address }) => address);
      if (!refusing) mails.push({ from, to, text: Buffer.concat(chunks).toString() });
      done(refusing ? new Error("mailbox full") : null);
    });
  },
});
let smtp: { readonly host: string; readonly port: number };
let cloud: Cloud;

beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  smtp = { host: "127.0.0.1", port: (server.server.address() as AddressInfo).port };
});
afterAll(() => new Promise<void>((resolve) => void server.close(resolve)));
beforeEach(() => {
  mails = [];
  refusing = false;
});
afterEach(() => cloud?.close());

const publish = (input: object) =>
  cloud.services.SNS.operations["Publish"]?.(
    { TopicArn: cloud.outputs["TopicArn"], ...input },
    { region: "eu-west-1", accountId: settings.accountId },
  );

describe("a topic of a template", () => {
  it("gets what a rule makes of an event", async () => {
    cloud = await startCloud({ ...settings, assembly: anAssembly(template()) });
    cloud.putEvent(event("john_doe"));
    await cloud.settled();
    expect(cloud.services.SNS.published(cloud.outputs["TopicArn"]).map(({ message }) => JSON.parse(message))).toEqual([
      { version: "1.0", title: "HIGH for john_doe" },
    ]);
  });

  it.each([
    ["speaks of another rule", { Condition: { ArnLike: { "aws:SourceArn": "arn:aws:events:eu-west-1:1:rule/r" } } }],
    ["speaks of another service", { Principal: { Service: "cloudwatch.amazonaws.com" } }],
    ["allows something else", { Action: "sns:Subscribe" }],
  ])("gets nothing where its policy %s: the event is in the dead-letter queue", async (_what, policy) => {
    cloud = await startCloud({ ...settings, assembly: anAssembly(template({ policy })) });
    cloud.putEvent(event("john_doe"));
    await cloud.settled();
    expect(cloud.services.SNS.published()).toEqual([]);
    const [dead] = cloud.services.SQS.peek("arn:aws:sqs:eu-west-1:111122223333:dead");
    expect(dead?.messageAttributes["ERROR_CODE"]?.StringValue).toBe("NO_PERMISSIONS");
  });

  it("reaches mailboxes by SMTP, when there is a server", async () => {
    cloud = await startCloud({ ...settings, assembly: anAssembly(template()), smtp });
    const seen: Observation[] = [];
    cloud.observe((observation) => seen.push(observation));
    await publish({ Subject: "[HIGH] john_doe", Message: "One line.\nAnother: é\n.\nThe end." });
    await cloud.settled();
    expect(mails).toHaveLength(1);
    const [{ from, to, text }] = mails as [Mail];
    expect({ from, to }).toEqual({ from: "no-reply@sns.amazonaws.com", to: ["on-call@example.com"] });
    expect(text).toMatch(/^Subject: \[HIGH\] john_doe\r$/m);
    expect(text).toMatch(/^Date: Tue, 01 Dec 2026 12:00:00 \+0000\r$/m);
    expect(text).toMatch(/^One line\.\r\nAnother: =C3=A9\r\n\.\r\nThe end\.\r$/m);
    expect(text.replaceAll("=\r\n", "")).toContain("https://sns.eu-west-1.amazonaws.com/unsubscribe.html");
    expect(seen.map(({ kind }) => kind)).toEqual(["published", "mail"]);
  });

  it("tells of mail that the server does not take", async () => {
    cloud = await startCloud({ ...settings, assembly: anAssembly(template()), smtp });
    const seen: Observation[] = [];
    cloud.observe((observation) => seen.push(observation));
    refusing = true;
    await publish({ Message: "m" });
    await cloud.settled();
    const topicArn = cloud.outputs["TopicArn"];
    expect(seen).toMatchObject([
      { kind: "published", topicArn, message: "m" },
      { kind: "mail", topicArn, to: "on-call@example.com", error: expect.stringContaining("mailbox full") },
    ]);
  });

  it("keeps its messages all the same when there is no server", async () => {
    cloud = await startCloud({ ...settings, assembly: anAssembly(template()) });
    await publish({ Message: "m" });
    await cloud.settled();
    expect(cloud.services.SNS.published()).toMatchObject([{ message: "m" }]);
    expect(mails).toEqual([]);
  });
});
