import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { namedGrants } from "#cli/docs/permissions/named-grants.ts";
import { synthesized } from "#cli/synth.ts";
import { accessesOf } from "#local/authorization/access.ts";
import { roleKeys, serviceKeys } from "#local/authorization/access-request.ts";
import { Authority } from "#local/authorization/authority.ts";
import { policiesOf } from "#local/authorization/stack-policies.ts";
import { unseen } from "#local/authorization/unseen.ts";
import { webhookUrl } from "#test/builders/webhook.ts";
import { askResource } from "./custom-resource.ts";
import type { Ledger } from "./ledger.ts";
import {
  accountId,
  aFinding,
  call,
  customActionEvent,
  deadLetters,
  fieldsOf,
  importedEvent,
  localAws,
  product,
  roleArn,
} from "./local-aws.ts";
import { webhookReceiver } from "./webhook-receiver.ts";

type Aws = Awaited<ReturnType<typeof localAws>>;
type Receiver = Awaited<ReturnType<typeof webhookReceiver>>;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const settings = {
  ...{ attachedRoles: true, memberRoleName: "GumshoeRead", directGuardDuty: true, findingsV2: true },
  webhookUrl,
};
/** The stack as it is, and with everything that can be switched on. */
const assemblies = {
  standard: "cdk.out",
  widest: await synthesized(settings, () => {}),
  telling: await synthesized(
    {
      ...{ notifyEmail: "soc@example.com", slackWorkspaceId: "T0123ABCD", slackChannelId: "C0123ABCD" },
      guardDutyPublishing: "FIFTEEN_MINUTES",
    },
    () => {},
  ),
  unkeyed: await synthesized({ encryption: "aws-owned" }, () => {}),
};
type Which = keyof typeof assemblies;

/** Scenario -> what it used, in the order in which the scenarios are played. */
const played: { readonly scenario: string; readonly which: Which; readonly ledger: Ledger; readonly cloud: Aws }[] = [];

function scenario(
  name: string,
  which: Which,
  behaviour: object,
  play: (cloud: Aws, receiver: Receiver) => Promise<void>,
): void {
  it(name, async () => {
    const receiver = await webhookReceiver();
    const cloud = await localAws(behaviour, assemblies[which], { outside: { "hooks.example.com": receiver.host } });
    await play(cloud, receiver);
    await cloud.settled();
    played.push({ scenario: name, which, ledger: cloud.ledger, cloud });
  });
}

const refusing = (operation: string, name: string, times: number, over: object = {}) => ({
  durationSeconds: 120,
  errors: [{ operation, name, times, ...over }],
});
const codes = (cloud: Aws) => deadLetters(cloud).map(({ reason }) => (reason as { readonly code: string }).code);
const put = (cloud: Aws, id: string, roles: readonly string[], over: object = {}) =>
  cloud.services.SecurityHub.importFinding(aFinding(id, roles, over));

const accessKey = (PrincipalType: string, PrincipalName: string, AccountId = accountId) => ({
  Type: "AwsIamAccessKey",
  Id: "AWS::IAM::AccessKey:ASIAEXAMPLE",
  Details: { AwsIamAccessKey: { PrincipalType, PrincipalName, AccountId, PrincipalId: "AROAEXAMPLE:session" } },
});
const instance = (account: string) => ({
  Type: "AwsEc2Instance",
  Id: `arn:aws:ec2:eu-west-1:${account}:instance/i-1`,
  Details: { AwsEc2Instance: { IamInstanceProfileArn: `arn:aws:iam::${account}:instance-profile/web` } },
});

/** Starts an investigation that takes long, aborts its execution, and takes away the event that tells of it. */
async function abort(cloud: Aws, id: string, role: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  put(cloud, id, [role]);
  await cloud.clock.sleep(hourMs / 6);
  const running = cloud.services.SFN.executions().find(({ status }) => status === "RUNNING");
  await call(cloud, "SFN", "StopExecution", { executionArn: running?.executionArn });
  await cloud.settled();
  const [event] = deadLetters(cloud);
  await call(cloud, "SQS", "PurgeQueue", { QueueUrl: cloud.outputs["DeadLetterQueueUrl"] });
  return event;
}

describe("what is used, when", () => {
  scenario("a burst of findings is investigated", "standard", {}, async (cloud) => {
    for (let n = 0; n < 20; n++) put(cloud, `burst-${n}`, [n % 2 ? "reader" : "writer"]);
    await cloud.settled();
    expect(fieldsOf(cloud, "burst-0")["investigate"]).toBe("complete");
  });

  const slow = { principals: { [roleArn("slow")]: { durationSeconds: 1_800 } } };
  scenario("a finding is not covered by what its group has joined", "standard", slow, async (cloud) => {
    put(cloud, "first", ["slow"]);
    await cloud.clock.sleep(12 * minuteMs);
    put(cloud, "joins", ["slow", "other"]);
    await cloud.clock.sleep(3 * minuteMs);
    put(cloud, "newer", ["slow", "other"], { LastObservedAt: "2026-11-20T12:14:00.000Z" });
    await cloud.settled();
    expect(fieldsOf(cloud, "newer")["investigate"]).toBe("complete");
  });

  scenario("somebody sends a finding that is none", "standard", {}, async (cloud) => {
    cloud.putEvent(customActionEvent(cloud, { ProductArn: product, AwsAccountId: accountId }));
    await cloud.settled();
    expect(codes(cloud)).toEqual(["invalid-finding"]);
  });

  scenario("principals are named without their path", "standard", {}, async (cloud) => {
    const Resources = [accessKey("AssumedRole", "pathless-role"), accessKey("IAMUser", "pathless-user")];
    put(cloud, "keys", [], { Resources });
    await cloud.settled();
    expect(fieldsOf(cloud, "keys")["investigate"]).toBe("complete");
  });

  const flaky = refusing("StartInvestigation", "InternalServerException", 1, { lost: true });
  scenario(
    "the answer to a start is lost",
    "standard",
    { principals: { [roleArn("unlucky")]: flaky } },
    async (cloud) => {
      put(cloud, "unlucky", ["unlucky"]);
      await cloud.settled();
      expect(fieldsOf(cloud, "unlucky")["investigate"]).toBe("complete");
    },
  );

  const broken = { durationSeconds: 120, status: "FAILED" };
  scenario("an investigation fails", "standard", { principals: { [roleArn("broken")]: broken } }, async (cloud) => {
    put(cloud, "broken", ["broken"]);
    await cloud.settled();
    expect(codes(cloud)).toEqual(["investigation-failed"]);
  });

  const stuck = refusing("BatchUpdateFindings", "InternalException", 100_000);
  scenario("Security Hub is out of order", "standard", { principals: { [roleArn("stuck")]: stuck } }, async (cloud) => {
    put(cloud, "stuck", ["stuck"]);
    await cloud.settled();
    expect(codes(cloud)).toEqual(["service-unavailable"]);
  });

  const long = { principals: { [roleArn("cut-off")]: { durationSeconds: 3_000 } } };
  scenario("an execution is aborted and its event is lost", "standard", long, async (cloud) => {
    await abort(cloud, "cut-off", "cut-off");
    await cloud.clock.sleep(8 * hourMs);
    await cloud.settled();
    expect(fieldsOf(cloud, "cut-off")["investigate"]).toBe("complete");
  });

  scenario("an execution is aborted and its event has no input", "standard", long, async (cloud) => {
    const event = await abort(cloud, "cut-off", "cut-off");
    const detail = { ...(event?.["detail"] as object), input: null, inputDetails: { included: false } };
    const MessageBody = JSON.stringify({ ...event, detail });
    await call(cloud, "SQS", "SendMessage", { QueueUrl: cloud.outputs["IntakeQueueUrl"], MessageBody });
    await cloud.settled();
    expect(fieldsOf(cloud, "cut-off")["investigate"]).toBe("complete");
  });

  scenario("the intake queue lets nobody in", "standard", {}, async (cloud) => {
    await refuseEvents(cloud);
    cloud.putEvent(importedEvent({ ...aFinding("f", ["r"]), UserDefinedFields: { investigate: "true" } }));
    cloud.putEvent(customActionEvent(cloud, aFinding("f", ["r"])));
    await cloud.settled();
    expect(deadLetters(cloud)).toHaveLength(2);
  });

  scenario("resources are investigated for their roles", "widest", {}, async (cloud) => {
    put(cloud, "here", [], { Resources: [instance(accountId)] });
    const Resources = [instance("444455556666"), accessKey("AssumedRole", "pathless-role", "444455556666")];
    put(cloud, "elsewhere", [], { Resources });
    await cloud.settled();
  });

  scenario(
    "the receiver of the webhook is away, then gone, and its queue lets nobody in",
    "widest",
    {},
    async (cloud, receiver) => {
      const statuses = [503, 410];
      receiver.answer = () => statuses.shift() ?? 204;
      put(cloud, "told", ["reader"]);
      await cloud.settled();
      await refuseEvents(cloud, "Webhook");
      put(cloud, "untold", ["writer"]);
      await cloud.settled();
      expect([statuses, receiver.tries.length]).toEqual([[], 2]);
    },
  );

  scenario("GuardDuty and the new Security Hub send events", "widest", {}, async (cloud) => {
    for (const event of otherEvents) cloud.putEvent(event);
    await cloud.settled();
    await refuseEvents(cloud);
    for (const event of otherEvents) cloud.putEvent(event);
    await cloud.settled();
  });

  const mildly = { principals: { [roleArn("quiet")]: { durationSeconds: 120, severity: "LOW" } } };
  scenario("people are told of findings", "telling", mildly, async (cloud) => {
    put(cloud, "grave", ["told"]);
    put(cloud, "mild", ["quiet"], { Severity: { Label: "MEDIUM" } });
    await cloud.settled();
    await cloud.clock.sleep(48 * hourMs);
    await cloud.settled();
    const subjects = cloud.services.SNS.published().map(({ subject }) => subject?.split(":")[0]);
    expect(subjects).toEqual(
      expect.arrayContaining([expect.stringMatching(/^HIGH, Detective says /), "Gumshoe 2026-11-20"]),
    );
  });

  scenario("GuardDuty is told how often to publish", "telling", {}, async (cloud) => {
    await askResource(cloud, "Custom::GuardDutyPublishing", "Update", { Frequency: "ONE_HOUR" });
  });

  scenario("the topic of those who are told is gone for a while", "telling", {}, async (cloud) => {
    const [, topic] = Object.entries(cloud.stack.parts).find(([, { ref }]) => ref.includes("NotificationsMail")) ?? [];
    await call(cloud, "SNS", "DeleteTopic", { TopicArn: topic?.ref });
    put(cloud, "late", ["late"]);
    await cloud.clock.sleep(0.5 * hourMs);
    await call(cloud, "SNS", "CreateTopic", { Name: topic?.ref.split(":").at(-1) });
    await cloud.clock.sleep(4 * hourMs);
    expect(cloud.services.SNS.published(topic?.ref)).toHaveLength(1);
  });

  scenario("the queue of those who tell holds what is no event, then lets nobody in", "telling", {}, async (cloud) => {
    const [, queue] = Object.entries(cloud.stack.parts).find(([id]) => id.startsWith("NotificationsNotifyQueue")) ?? [];
    await call(cloud, "SQS", "SendMessage", { QueueUrl: queue?.ref, MessageBody: "no event" });
    await cloud.settled();
    await call(cloud, "SQS", "SetQueueAttributes", { QueueUrl: queue?.ref, Attributes: { Policy: "" } });
    put(cloud, "untold", ["untold"]);
    await cloud.settled();
    expect(cloud.services.SNS.published().filter(({ subject }) => subject !== undefined)).toEqual([]);
  });
});

const refuseEvents = (cloud: Aws, queue = "Intake") =>
  call(cloud, "SQS", "SetQueueAttributes", {
    QueueUrl: cloud.outputs[`${queue}QueueUrl`],
    Attributes: { Policy: "" },
  });
const otherEvents = [
  { ...importedEvent({}), source: "aws.guardduty", "detail-type": "GuardDuty Finding", detail: { severity: 8 } },
  { ...importedEvent({}), "detail-type": "Findings Imported V2", detail: { findings: [{ severity_id: 4 }] } },
];

const namesIn = (which: Which) => {
  const template = JSON.parse(readFileSync(`${assemblies[which]}/Gumshoe.template.json`, "utf8"));
  return new Map(namedGrants(template).map(({ id, name }) => [id, name]));
};

const listed: Readonly<Record<string, string>> = JSON.parse(readFileSync("docs/grants-used.json", "utf8"));

describe("least privilege", () => {
  const uses: Record<string, string> = {};

  it("lets AWS do by itself what it must, and lists nothing more", () => {
    const needed = new Set<string>();
    for (const which of ["standard", "widest", "telling"] as const) {
      const last = played.findLast((one) => one.which === which);
      for (const { what, requestsOf } of unseen) {
        const before = new Set(played.flatMap(({ which: other, ledger }) => (other === which ? [...ledger.used] : [])));
        const requests = requestsOf(last?.cloud.stack ?? { parts: {} });
        if (requests.length === 0) continue;
        needed.add(what);
        for (const request of requests) last?.ledger.ask(request);
        const added = [...(last?.ledger.used ?? [])].filter((id) => !before.has(id));
        expect(added, `still needed: ${what}`).not.toEqual([]);
        for (const id of added) uses[namesIn(which).get(id) ?? id] ??= `unseen: ${what}`;
      }
      expect([...(last?.ledger.refused ?? [])]).toEqual([]);
    }
    expect(unseen.filter(({ what }) => !needed.has(what))).toEqual([]);
  });

  it("is exact: what is granted is what is used", async () => {
    for (const { scenario: name, which, ledger } of played) {
      const names = namesIn(which);
      for (const { id } of ledger.grants) {
        const grant = names.get(id) ?? id;
        // Who used it first may change: whom the list names need only have used it at all.
        if (ledger.used.has(id) && (!(grant in uses) || name === listed[grant])) uses[grant] = name;
      }
    }
    const all = ["standard", "widest", "telling"] as const;
    const granted = new Set(all.flatMap((which) => [...namesIn(which).values()]));
    expect([...granted].filter((grant) => !(grant in uses))).toEqual([]);
    const sorted = Object.fromEntries(Object.entries(uses).sort(([a], [b]) => (a < b ? -1 : 1)));
    await expect(`${JSON.stringify(sorted, null, 2)}\n`).toMatchFileSnapshot("../../docs/grants-used.json");
  });
});

describe("the policies of a stack without a key of its own", () => {
  it("are those of one with it, less what concerns the key: what is proven of one is proven of the other", () => {
    const others = [...namesIn("standard").values()].filter((grant) => !grant.includes("kms:"));
    expect([...namesIn("unkeyed").values()].sort()).toEqual(others.sort());
  });
});

describe("the policies", () => {
  const of = (which: Which = "standard") => {
    const one = played.find((play) => play.which === which);
    if (!one) throw new Error("no scenario was played");
    return { stack: one.cloud.stack, place: one.cloud, authority: new Authority(policiesOf(one.cloud.stack)) };
  };
  const arnOf = (id: RegExp) => Object.entries(of().stack.parts).find(([name]) => id.test(name))?.[1].arn ?? "";

  /** Whether the role of enrich may update a finding so. */
  function mayUpdate(update: object, operation = "BatchUpdateFindings"): boolean {
    const { place, authority } = of();
    const arn = arnOf(/^FunctionsenrichRole/);
    const input = { FindingIdentifiers: [{ Id: "f", ProductArn: product }], ...update };
    const [access] = accessesOf({ service: "SecurityHub", operation, input }, place);
    if (!access) throw new Error("nothing is asked");
    const keys = { ...roleKeys(arn), ...access.keys };
    return authority.ask({ ...access, principal: { kind: "role", arn }, keys }).allowed;
  }
  const ours = { Note: { Text: "t", UpdatedBy: "gumshoe" }, UserDefinedFields: { investigate: "complete" } };

  it("let enrich write the note and user-defined fields", () => {
    expect(mayUpdate(ours)).toBe(true);
  });

  it.each<[object, string?]>([
    [{ Workflow: { Status: "SUPPRESSED" } }],
    [{ Severity: { Label: "INFORMATIONAL" } }],
    [{ Severity: { Normalized: 0 } }],
    [{ Severity: { Product: 0 } }],
    [{ VerificationState: "FALSE_POSITIVE" }],
    [{ Confidence: 0 }],
    [{ Criticality: 0 }],
    [{ Types: ["Effects"] }],
    [{ RelatedFindings: [{ ProductArn: product, Id: "other" }] }],
    [{ SeverityId: 1 }, "BatchUpdateFindingsV2"],
    [{ StatusId: 4 }, "BatchUpdateFindingsV2"],
    [{ Comment: "gone" }, "BatchUpdateFindingsV2"],
  ])("refuse enrich %j, even beside its own fields", (update, operation) => {
    expect([mayUpdate(update, operation), mayUpdate({ ...ours, ...update }, operation)]).toEqual([false, false]);
  });

  const sending = (over: object = {}, rule = arnOf(/^RoutesImported/)) => ({
    principal: { kind: "service", name: "events.amazonaws.com" } as const,
    action: "sqs:SendMessage",
    resource: arnOf(/^QueuesIntake[0-9A-F]+$/),
    keys: { ...serviceKeys("events.amazonaws.com", rule), ...over },
  });
  it.each<[string, boolean, () => ReturnType<typeof sending>]>([
    ["a rule of the stack in", true, () => sending()],
    ["nobody in over plain HTTP", false, () => sending({ "aws:SecureTransport": "false" })],
    ["no other rule in", false, () => sending({}, `${arnOf(/^RoutesImported/)}-2`)],
    [
      "no rule of another account in",
      false,
      () => sending({}, arnOf(/^RoutesImported/).replace(accountId, "444455556666")),
    ],
    ["no other account in", false, () => sending({ "aws:SourceAccount": "444455556666" })],
    [
      "no other service in",
      false,
      () => ({ ...sending(), principal: { kind: "service", name: "sns.amazonaws.com" } as never }),
    ],
  ])("of a queue let %s", (_what, allowed, request) => {
    expect(of().authority.ask(request()).allowed).toBe(allowed);
  });
});
