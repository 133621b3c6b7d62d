import { describe, expect, it } from "vitest";
import { anEventBridge, deadArn, gone, queueArn, startMs, throttled } from "./an-event-bridge.ts";

const imported = { source: ["aws.securityhub"] };
const event = { source: "aws.securityhub", detail: { findings: [{ Id: "f" }] } };
const ruleArn = (name: string) => `arn:aws:events:eu-central-1:111122223333:rule/${name}`;

describe("deliver()", () => {
  it("hands the event over byte for byte and answers the rules that match", async () => {
    const { events, rule, delivered, clock } = anEventBridge();
    rule("yes", imported);
    rule("no", { source: ["aws.guardduty"] });
    const json = '{"source":"aws.securityhub","z":1,"a":"\\ud800","__proto__":{"x":[]},"detail":{"é":" <&> "}}';
    expect(events.deliver(JSON.parse(json))).toEqual([{ name: "yes", arn: ruleArn("yes") }]);
    await clock.settled();
    expect(delivered).toEqual([{ arn: queueArn, body: json, attributes: {}, atMs: startMs }]);
  });

  it("answers no rule when none matches, is disabled, or sits on another bus", async () => {
    const { events, run, rule, delivered, clock } = anEventBridge();
    run("CreateEventBus", { Name: "other" });
    rule("elsewhere", imported, {}, "other");
    rule("disabled", imported);
    run("DisableRule", { Name: "disabled" });
    expect(events.deliver(event)).toEqual([]);
    await clock.settled();
    expect(delivered).toEqual([]);
    expect(events.deliver(event, { bus: "other" })).toEqual([{ name: "elsewhere", arn: ruleArn("other/elsewhere") }]);
  });

  it("stands events of any depth", async () => {
    const { events, rule, delivered, clock } = anEventBridge();
    rule("deep", imported);
    const json = `{"source":"aws.securityhub","detail":${'{"a":['.repeat(10_000)}null,"b\\n",1.5${"]}".repeat(10_000)}}`;
    events.deliver(JSON.parse(json));
    await clock.settled();
    expect(delivered[0]?.body === json).toBe(true);
  });
});

describe("a delivery that fails", () => {
  it("is tried again with growing pauses until the target takes it", async () => {
    const { events, rule, failing, tries, delivered, clock } = anEventBridge();
    rule("r", imported);
    failing.set(queueArn, throttled);
    events.deliver(event);
    clock.at(startMs + 10_000, () => failing.clear());
    await clock.settled();
    expect(tries.map((atMs) => (atMs - startMs) / 1000)).toEqual([0, 1, 3, 7]);
    expect(delivered).toMatchObject([{ atMs: startMs + 15_000 }]);
  });

  it("ends in the dead-letter queue after the attempts of its retry policy", async () => {
    const { events, rule, failing, delivered, clock } = anEventBridge();
    rule("r", imported, { DeadLetterConfig: { Arn: deadArn }, RetryPolicy: { MaximumRetryAttempts: 3 } });
    failing.set(queueArn, throttled);
    events.deliver(event);
    await clock.settled();
    const attributes = {
      RULE_ARN: ruleArn("r"),
      TARGET_ARN: queueArn,
      ERROR_CODE: "THROTTLING",
      ERROR_MESSAGE: "Rate exceeded",
      EXHAUSTED_RETRY_CONDITION: "MaximumRetryAttempts",
      RETRY_ATTEMPTS: "3",
    };
    expect(delivered).toEqual([{ arn: deadArn, body: JSON.stringify(event), attributes, atMs: startMs + 7000 }]);
  });

  it("ends when the event would be too old for another try", async () => {
    const { events, rule, failing, delivered, clock } = anEventBridge();
    rule("r", imported, { DeadLetterConfig: { Arn: deadArn }, RetryPolicy: { MaximumEventAgeInSeconds: 60 } });
    failing.set(queueArn, new Error("socket hang up"));
    events.deliver(event);
    await clock.settled();
    expect(delivered).toMatchObject([
      {
        attributes: {
          EXHAUSTED_RETRY_CONDITION: "MaximumEventAgeInSeconds",
          RETRY_ATTEMPTS: "5",
          ERROR_CODE: "UNKNOWN",
        },
      },
    ]);
  });

  it("is given up after about a day when nothing else is said", async () => {
    const { events, rule, failing, tries, lost, clock } = anEventBridge();
    rule("r", imported);
    failing.set(queueArn, throttled);
    events.deliver(event);
    await clock.settled();
    expect(tries).toHaveLength(186);
    expect((clock.now() - startMs) / 3_600_000).toBeCloseTo(23.6, 1);
    expect(lost).toMatchObject([{ ruleArn: ruleArn("r"), targetArn: queueArn, errorCode: "THROTTLING" }]);
  });

  it("goes to the dead-letter queue at once when the target is gone", async () => {
    const { events, rule, failing, delivered, clock } = anEventBridge();
    rule("r", imported, { DeadLetterConfig: { Arn: deadArn } });
    failing.set(queueArn, gone);
    events.deliver(event);
    await clock.settled();
    expect(delivered).toMatchObject([
      { arn: deadArn, atMs: startMs, attributes: { ERROR_CODE: "NO_RESOURCE", RETRY_ATTEMPTS: "0" } },
    ]);
    expect(delivered[0]?.attributes).not.toHaveProperty("EXHAUSTED_RETRY_CONDITION");
  });

  it("goes to the dead-letter queue at once without permission, and is lost when that lacks it too", async () => {
    const allowed = new Set([deadArn]);
    const { events, rule, delivered, lost, clock } = anEventBridge({ mayDeliver: (arn) => allowed.has(arn) });
    rule("r", imported, { DeadLetterConfig: { Arn: deadArn } });
    events.deliver(event);
    await clock.settled();
    expect(delivered).toMatchObject([{ arn: deadArn, attributes: { ERROR_CODE: "NO_PERMISSIONS" } }]);
    allowed.clear();
    events.deliver(event);
    await clock.settled();
    expect(lost).toMatchObject([{ errorCode: "NO_PERMISSIONS", json: JSON.stringify(event) }]);
  });
});

describe("PutEvents", () => {
  const entry = { Source: "gumshoe", DetailType: "Finding Enriched", Detail: '{"b":1,"a":2}' };

  it("wraps an entry in AWS's envelope and refuses others one by one", async () => {
    const { run, rule, delivered, clock } = anEventBridge();
    rule("ours", { source: ["gumshoe"] });
    const { FailedEntryCount, Entries } = run("PutEvents", {
      Entries: [
        { ...entry, Resources: ["arn:x"], Time: new Date(startMs - 5500) },
        { ...entry, Source: "aws.securityhub" },
        { ...entry, Detail: "[1]" },
        { ...entry, DetailType: "" },
      ],
    });
    await clock.settled();
    expect(FailedEntryCount).toBe(3);
    expect(Entries.slice(1).map(({ ErrorCode }: { ErrorCode: string }) => ErrorCode)).toEqual([
      "NotAuthorizedForSourceException",
      "MalformedDetail",
      "InvalidArgument",
    ]);
    expect(delivered.map(({ body }) => body)).toEqual([
      `{"version":"0","id":"${Entries[0].EventId}","detail-type":"Finding Enriched","source":"gumshoe",` +
        '"account":"111122223333","time":"2026-01-15T11:59:54Z","region":"eu-central-1","resources":["arn:x"],' +
        '"detail":{"b":1,"a":2}}',
    ]);
  });

  it("accepts an event for a bus that does not exist, as AWS does, and reports it lost", () => {
    const { run, lost } = anEventBridge();
    expect(run("PutEvents", { Entries: [{ ...entry, EventBusName: "none" }] }).FailedEntryCount).toBe(0);
    expect(lost).toMatchObject([{ errorCode: "NO_RESOURCE", errorMessage: "Event bus none does not exist." }]);
  });

  it.each([
    ["11 entries", Array(11).fill(entry)],
    ["no entry", []],
    ["more than 1 MiB", [{ ...entry, Detail: JSON.stringify({ text: "x".repeat(1_048_576) }) }]],
  ])("refuses %s", (_what, Entries) => {
    const { run } = anEventBridge();
    expect(() => run("PutEvents", { Entries })).toThrow(expect.objectContaining({ name: "ValidationException" }));
  });
});

describe("schedules", () => {
  it("fire as time passes, and are no reason for it to pass", async () => {
    const { run, delivered, clock } = anEventBridge();
    run("PutRule", { Name: "sweep", ScheduleExpression: "rate(5 minutes)" });
    run("PutTargets", { Rule: "sweep", Targets: [{ Id: "t", Arn: queueArn }] });
    await clock.settled();
    expect([clock.now(), delivered]).toEqual([startMs, []]);
    await clock.sleep(11 * 60_000);
    await clock.settled();
    expect(delivered.map(({ atMs }) => (atMs - startMs) / 60_000)).toEqual([5, 10]);
    expect(JSON.parse(delivered[0]?.body ?? "")).toMatchObject({
      "detail-type": "Scheduled Event",
      source: "aws.events",
      resources: [ruleArn("sweep")],
    });
    run("DisableRule", { Name: "sweep" });
    await clock.sleep(60 * 60_000);
    expect(delivered).toHaveLength(2);
  });
});

describe("rules", () => {
  it("are described as they were put", () => {
    const { run, rule } = anEventBridge();
    const target = { Input: '{"k":1}', RetryPolicy: { MaximumRetryAttempts: 2 } };
    rule("r", imported, target);
    rule("s", imported);
    expect(run("DescribeRule", { Name: "r" })).toMatchObject({
      Arn: ruleArn("r"),
      EventBusName: "default",
      EventPattern: JSON.stringify(imported),
      State: "ENABLED",
    });
    expect(run("ListRules", { NamePrefix: "s" }).Rules).toMatchObject([{ Name: "s" }]);
    expect(run("ListTargetsByRule", { Rule: "r" }).Targets).toEqual([{ Id: "t", Arn: queueArn, ...target }]);
    expect(() => run("DeleteRule", { Name: "r" })).toThrow("has targets");
    run("RemoveTargets", { Rule: "r", Ids: ["t"] });
    run("DeleteRule", { Name: "r" });
    expect(run("ListRules", {}).Rules).toMatchObject([{ Name: "s" }]);
  });

  it("are listed page by page", () => {
    const { run, rule } = anEventBridge();
    for (const name of ["a", "b", "c"]) rule(name, imported);
    const first = run("ListRules", { Limit: 2 });
    const second = run("ListRules", { Limit: 2, NextToken: first.NextToken });
    const names = (page: { Rules: { Name: string }[] }) => page.Rules.map(({ Name }) => Name);
    expect([names(first), names(second), second.NextToken]).toEqual([["a", "b"], ["c"], undefined]);
    expect(() => run("ListRules", { NextToken: "nonsense" })).toThrow("NextToken");
  });

  it("test a pattern against an event", () => {
    const { run } = anEventBridge();
    const EventPattern = JSON.stringify(imported);
    expect(run("TestEventPattern", { EventPattern, Event: JSON.stringify(event) })).toEqual({ Result: true });
  });

  const refused: [string, string, object, string][] = [
    ["a malformed pattern", "PutRule", { Name: "r", EventPattern: '{"a":"b"}' }, "InvalidEventPatternException"],
    ["a pattern that is no JSON", "PutRule", { Name: "r", EventPattern: "{" }, "InvalidEventPatternException"],
    ["neither pattern nor schedule", "PutRule", { Name: "r" }, "ValidationException"],
    ["a cron schedule", "PutRule", { Name: "r", ScheduleExpression: "cron(0 8 * * ? *)" }, "ValidationException"],
    [
      "a rate with the wrong plural",
      "PutRule",
      { Name: "r", ScheduleExpression: "rate(1 minutes)" },
      "ValidationException",
    ],
    ["an unknown rule", "DescribeRule", { Name: "x" }, "ResourceNotFoundException"],
    ["an unknown bus", "ListRules", { EventBusName: "x" }, "ResourceNotFoundException"],
    [
      "an unknown target parameter",
      "PutTargets",
      { Rule: "known", Targets: [{ Id: "a", Arn: "b", HttpParameters: {} }] },
      "ValidationException",
    ],
    [
      "six targets",
      "PutTargets",
      { Rule: "known", Targets: Array.from({ length: 6 }, (_, id) => ({ Id: `${id}`, Arn: "a" })) },
      "LimitExceededException",
    ],
  ];
  it.each(refused)("are refused with %s", (_what, operation, input, name) => {
    const { run, rule } = anEventBridge();
    rule("known", imported);
    expect(() => run(operation, input)).toThrow(expect.objectContaining({ name }));
  });
});
