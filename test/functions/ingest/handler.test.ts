import { beforeEach, describe, expect, it } from "vitest";
import { InvestigateInput, type ReplayEnvelope } from "#domain/contract.ts";
import { Throttled } from "#domain/errors.ts";
import { openGroupKey } from "#domain/open-group.ts";
import type { Settings } from "#domain/settings.ts";
import { createHandler } from "#functions/ingest/handler.ts";
import {
  aCustomActionEvent,
  aGuardDutyEvent,
  anExecutionEndedEvent,
  anImportedEvent,
  anImportedV2Event,
  aReplayEnvelope,
} from "#test/builders/event.ts";
import { aGuardDutyFinding, anAccessKeyResource, anAsffFinding, anOcsfFinding } from "#test/builders/finding.ts";
import { ingestPorts } from "#test/builders/ingest-ports.ts";
import { anInvocation } from "#test/builders/invocation.ts";
import { anIntakeMessage, executionArnOf } from "#test/builders/ports.ts";
import { aPrincipal, aSlimFinding } from "#test/builders/slim-finding.ts";

function world(over: Partial<Settings> = {}) {
  const ports = ingestPorts(over);
  const handler = createHandler(ports);
  const ingest = (...bodies: unknown[]) =>
    handler(
      bodies.map((body, index) => anIntakeMessage(`m${index}`, typeof body === "string" ? body : JSON.stringify(body))),
      anInvocation(),
    );
  const inputs = () => ports.executions.started.map(({ input }) => InvestigateInput.parse(JSON.parse(input)));
  return { ...ports, handler, ingest, inputs };
}

const nobodyFailed = { batchItemFailures: [] };
const numbered = (n: number, over = {}) =>
  anAsffFinding({ Id: `arn:aws:guardduty:eu-west-1:111122223333:f/${n}`, ...over });
const about = (name: string) => ({
  Resources: [anAccessKeyResource({ PrincipalName: name, PrincipalId: `AROA${name}:s` })],
});

describe("ingest", () => {
  let w = world();
  beforeEach(() => {
    w = world();
  });

  it("starts one execution for a batch, grouped by principals, and marks the findings", async () => {
    const bodies = [numbered(1, about("a")), numbered(2, about("b")), numbered(3, about("a"))].map((one) =>
      anImportedEvent(one),
    );
    expect(await w.ingest(...bodies)).toEqual(nobodyFailed);
    expect(w.inputs().map(({ groups }) => groups.map(({ findings }) => findings.length))).toEqual([[2, 1]]);
    expect(w.log.outcomes).toEqual(["started", "started", "started"]);
    const executionArn = w.executions.started[0]?.executionArn;
    const marked = [...w.records.records.values()].map(({ inFlight }) => inFlight?.executionArn);
    expect(marked).toEqual([executionArn, executionArn, executionArn]);
  });

  it("starts nothing when the same message comes again", async () => {
    await w.ingest(anImportedEvent());
    expect(await w.ingest(anImportedEvent())).toEqual(nobodyFailed);
    expect(w.executions.started).toHaveLength(1);
    expect(w.log.outcomes).toEqual(["started", "skipped: in-flight"]);
  });

  it("starts one more execution however many of the same messages have failed before", async () => {
    for (let failed = 0; failed < 8; failed++) {
      w.clock.at += 1_000;
      w.records.records.clear();
      w.openGroups.groups.clear();
      expect(await w.ingest(anImportedEvent())).toEqual(nobodyFailed);
      w.executions.end(w.executions.started.at(-1)?.executionArn ?? "", "FAILED");
    }
    expect(w.executions.started).toHaveLength(8);
  });

  it("finds its execution again when it died before marking the findings", async () => {
    await w.ingest(anImportedEvent());
    w.records.records.clear();
    expect(await w.ingest(anImportedEvent())).toEqual(nobodyFailed);
    expect(w.executions.started).toHaveLength(1);
    expect(w.records.records.size).toBe(1);
  });

  it("marks nothing as on its way in an execution that has come to its end", async () => {
    await w.ingest(anImportedEvent());
    const [{ executionArn, input } = { executionArn: "", input: "" }] = w.executions.started;
    const output = JSON.stringify({ groups: 1, enriched: 0, notInvestigable: 0, parked: 1, unchanged: 0, left: 0 });
    w.executions.executions.set(executionArn, { status: "SUCCEEDED", input, output });
    w.records.records.clear();
    w.openGroups.groups.clear();
    expect(await w.ingest(anImportedEvent())).toEqual(nobodyFailed);
    expect(w.executions.started).toHaveLength(1);
    expect(w.records.records.size).toBe(0);
  });

  it("takes another name when the execution of that name failed", async () => {
    await w.ingest(anImportedEvent());
    const [first] = w.executions.started;
    w.executions.end(first?.executionArn ?? "", "FAILED");
    w.records.records.clear();
    w.openGroups.groups.clear();
    await w.ingest(anImportedEvent());
    expect(w.executions.started.map(({ name }) => name)).toEqual([first?.name, `${first?.name}-1`]);
  });

  it("collapses copies of one finding version in a batch", async () => {
    await w.ingest(anImportedEvent(), anImportedEvent());
    expect(w.inputs()[0]?.groups.flatMap(({ findings }) => findings)).toHaveLength(1);
    expect(w.log.outcomes).toEqual(["started"]);
  });

  describe("of a finding whose principals are on their way", () => {
    const later = { LastObservedAt: "2026-03-04T10:10:00.000Z", FirstObservedAt: "2026-03-04T09:30:00.000Z" };
    const joined = () => [...w.openGroups.lists.values()].flat().map((finding) => finding.id.split("/").at(-1));
    beforeEach(() => w.ingest(anImportedEvent(numbered(1, about("a")))));

    it("adds it to their group in place of an execution of its own, and keeps it in its record", async () => {
      expect(await w.ingest(anImportedEvent(numbered(2, { ...about("a"), ...later })))).toEqual(nobodyFailed);
      expect([w.executions.started.length, joined()]).toEqual([1, ["2"]]);
      const record = [...w.records.records.values()].find(({ id }) => id.endsWith("/2"));
      expect(record?.inFlight).toMatchObject({ executionArn: w.executions.started[0]?.executionArn });
      expect(record?.inFlight?.joined?.id).toBe(record?.id);
      expect(w.log.outcomes).toEqual(["started", "added"]);
    });

    it("adds copies of it once", async () => {
      const event = anImportedEvent(numbered(2, { ...about("a"), ...later }));
      await w.ingest(event, event);
      await w.ingest(event);
      expect(joined()).toEqual(["2"]);
      expect(w.log.outcomes).toEqual(["started", "added", "skipped: in-flight"]);
    });

    it.each([
      { why: "names another principal", over: { ...about("b"), ...later } },
      { why: "was active long before the group", over: { ...about("a"), FirstObservedAt: "2026-03-03T08:00:00.000Z" } },
      { why: "was active later than the group can reach", over: { ...about("a"), ...later }, openedMinutesAgo: 29 },
    ])("starts an execution when it $why", async ({ over, openedMinutesAgo = 0 }) => {
      const groups = [...w.openGroups.groups.values()];
      await w.openGroups.open(groups.map((one) => ({ ...one, openedAt: one.openedAt - openedMinutesAgo * 60_000 })));
      await w.ingest(anImportedEvent(numbered(2, { ...over, LastObservedAt: "2026-03-04T10:12:00.000Z" })));
      expect([w.executions.started.length, joined()]).toEqual([2, []]);
    });

    it("starts an execution when somebody asked for it", async () => {
      await w.ingest(aCustomActionEvent(numbered(2, { ...about("a"), ...later })));
      expect([w.executions.started.length, joined()]).toEqual([2, []]);
    });

    it("starts an execution when the group was closed meanwhile", async () => {
      for (const { key, executionArn } of w.openGroups.groups.values()) await w.openGroups.close(key, executionArn);
      await w.ingest(anImportedEvent(numbered(2, { ...about("a"), ...later })));
      expect([w.executions.started.length, joined()]).toEqual([2, []]);
    });

    it("lets the message come again when it cannot be added, and starts the others", async () => {
      w.openGroups.add = () => Promise.reject(new Throttled("dynamodb:UpdateItem"));
      const late = anImportedEvent(numbered(2, { ...about("a"), ...later }));
      const other = anImportedEvent(numbered(3, about("b")));
      expect(await w.ingest(late, other)).toEqual({ batchItemFailures: [{ itemIdentifier: "m0" }] });
      expect(w.executions.started).toHaveLength(2);
    });
  });

  describe("of a finding whose group another batch is opening at this moment", () => {
    const key = () => openGroupKey({ region: "eu-west-1", principals: [aPrincipal({ name: "a" })] });
    const opensAfter = (ms: number) => {
      const sleep = w.clock.sleep.bind(w.clock);
      const opensAt = w.clock.at + ms;
      w.clock.sleep = async (sleepMs) => {
        await sleep(sleepMs);
        const group = { key: key(), executionArn: executionArnOf("other"), openedAt: opensAt, firstActivityAt: 0 };
        if (w.clock.at >= opensAt) await w.openGroups.open([group]);
      };
    };
    beforeEach(() => w.openGroups.announce(key(), undefined));

    it("starts the others, then adds it to that group", async () => {
      opensAfter(2_000);
      await w.ingest(anImportedEvent(numbered(1, about("a"))), anImportedEvent(numbered(2, about("b"))));
      expect(w.inputs().map(({ groups }) => groups.length)).toEqual([1]);
      expect(w.log.outcomes).toEqual(["started", "added"]);
    });

    it("starts it after ten seconds when nobody has opened one: whoever announced it has died", async () => {
      const beganAt = w.clock.at;
      await w.ingest(anImportedEvent(numbered(1, about("a"))));
      expect([w.log.outcomes, w.clock.at - beganAt]).toEqual([["started"], 10_000]);
    });

    it("starts it at once when nothing can be announced, or somebody asked for it", async () => {
      const beganAt = w.clock.at;
      await w.ingest(aCustomActionEvent(numbered(1, about("a"))));
      w.openGroups.announce = () => Promise.reject(new Throttled("dynamodb:UpdateItem"));
      await w.ingest(anImportedEvent(numbered(2, about("b"))));
      expect([w.log.outcomes, w.clock.at - beganAt]).toEqual([["started", "started"], 0]);
    });
  });

  it("parks what it cannot read, with the reason, and takes its neighbours", async () => {
    expect(await w.ingest("{", { "detail-type": "Tea Time" }, anImportedEvent())).toEqual(nobodyFailed);
    expect(w.deadLetters.codes).toEqual(["invalid-json", "unknown-event"]);
    expect(w.deadLetters.sent[0]).toMatchObject({ kind: "replay", attempt: 0, raw: "{" });
    expect(w.log.outcomes).toEqual(["started", "rejected: invalid-json", "rejected: unknown-event"]);
  });

  it("parks the bad finding of a custom action alone, and never wraps it twice", async () => {
    await w.ingest(aCustomActionEvent(anAsffFinding(), { Id: "no more than this" }));
    expect(w.log.outcomes).toEqual(["started", "rejected: invalid-finding"]);
    const [parked] = w.deadLetters.sent as ReplayEnvelope[];
    expect(JSON.parse(parked?.raw ?? "").detail.findings).toEqual([{ Id: "no more than this" }]);
    await w.ingest(parked);
    expect((w.deadLetters.sent[1] as ReplayEnvelope).raw).toBe(parked?.raw);
  });

  describe("outside of the Regions and accounts of the settings", () => {
    const far = { Region: "us-west-2", ProductArn: "arn:aws:securityhub:us-west-2::product/aws/guardduty" };
    const foreign = { AwsAccountId: "444455556666" };

    beforeEach(() => {
      w = world({ allowedRegions: ["eu-west-1"], deniedAccounts: ["444455556666"] });
    });

    it("skips findings, says why, and starts what else came with them", async () => {
      const both = anImportedEvent(numbered(2, foreign), numbered(3));
      expect(await w.ingest(anImportedEvent(numbered(1, far)), both)).toEqual(nobodyFailed);
      expect(w.log.outcomes.toSorted()).toEqual([
        "skipped: account-not-allowed",
        "skipped: region-not-allowed",
        "started",
      ]);
      expect(w.inputs().flatMap(({ groups }) => groups.flatMap(({ findings }) => findings))).toHaveLength(1);
      expect(w.deadLetters.sent).toEqual([]);
    });

    it.each([
      ["GuardDuty itself", aGuardDutyEvent(aGuardDutyFinding({ region: "us-west-2" })), "region-not-allowed"],
      ["GuardDuty itself", aGuardDutyEvent(aGuardDutyFinding({ accountId: "444455556666" })), "account-not-allowed"],
      [
        "the new Security Hub",
        anImportedV2Event(anOcsfFinding({ cloud: { region: "eu-west-1", account: { uid: "444455556666" } } })),
        "account-not-allowed",
      ],
    ])("skips what comes from %s", async (_whom, event, reason) => {
      await w.ingest(event);
      expect(w.log.outcomes).toEqual([`skipped: ${reason}`]);
    });

    it("tells whoever asked: the finding gets its mark, and nobody is investigated", async () => {
      await w.ingest(aCustomActionEvent(numbered(1, far)), aCustomActionEvent(numbered(2, foreign)));
      expect(w.log.outcomes).toEqual(["started", "started"]);
      const groups = w.inputs().flatMap((input) => input.groups);
      expect(groups.flatMap(({ principals }) => principals)).toEqual([]);
      expect(groups.flatMap(({ findings }) => findings.flatMap(({ excluded }) => excluded))).toEqual([
        { what: "444455556666", reason: "account-not-allowed" },
        { what: "us-west-2", reason: "region-not-allowed" },
      ]);
    });

    it("finishes what was let in before: replays, and what a failed execution left", async () => {
      const finding = aSlimFinding({ region: "us-west-2" });
      const input = JSON.stringify({ v: 1, groups: [{ principals: [], findings: [{ ...finding, id: "left" }] }] });
      await w.ingest(aReplayEnvelope({ finding }), anExecutionEndedEvent({ input }));
      expect(w.log.outcomes).toEqual(["started", "started"]);
    });
  });

  it("carries the attempt on to the bad finding of a replayed message", async () => {
    const raw = JSON.stringify(aCustomActionEvent(anAsffFinding(), { Id: "no more than this" }));
    await w.ingest(aReplayEnvelope({ raw, attempt: 3 }));
    expect(w.deadLetters.sent).toMatchObject([{ attempt: 3, reason: { code: "invalid-finding" } }]);
  });

  it("parks the bad finding of a message once, when the good one has to come again", async () => {
    w.executions.trouble = (_name, input) => (input.includes("no-luck") ? new Throttled("states") : undefined);
    const others = Array.from({ length: 100 }, (_, n) => anImportedEvent(numbered(n, about("a"))));
    const both = aCustomActionEvent(numbered(1_000, { ...about("z"), Types: ["no-luck"] }), { Id: "bad" });
    const { batchItemFailures } = await w.ingest(...others, both);
    expect(batchItemFailures).toEqual([{ itemIdentifier: "m100" }]);
    expect(w.deadLetters.sent).toEqual([]);
  });

  it.each([
    { outcome: "enriched", taken: 0 },
    { outcome: "not-investigable", taken: 0 },
    { outcome: "partial", taken: 1 },
    { outcome: "parked", taken: 1 },
  ] as const)(
    "takes $taken replays of a finding that the execution which parked it had settled as $outcome",
    async ({ outcome, taken }) => {
      const executionArn = executionArnOf("e1");
      const { productArn, id, version } = aSlimFinding();
      await w.records.settle([{ productArn, id, version, outcome, principals: [], executionArn }]);
      await w.ingest(aReplayEnvelope({ executionArn, finding: aSlimFinding() }));
      expect(w.executions.started).toHaveLength(taken);
      if (taken === 0) expect(w.log.outcomes).toEqual(["skipped: already-covered"]);
    },
  );

  it("fails only the message that could not be parked", async () => {
    w.deadLetters.trouble = () => new Throttled("sqs:SendMessageBatch");
    expect(await w.ingest("{", anImportedEvent())).toEqual({ batchItemFailures: [{ itemIdentifier: "m0" }] });
    expect(w.executions.started).toHaveLength(1);
    expect(w.log.warnings).toEqual([{ outcome: "failed", reason: "Throttled", messageId: "m0" }]);
  });

  it("skips samples, also on request", async () => {
    await w.ingest(anImportedEvent(anAsffFinding({ Sample: true })), aCustomActionEvent(numbered(2, { Sample: true })));
    expect(w.log.outcomes).toEqual(["skipped: sample", "skipped: sample"]);
    expect(w.executions.started).toEqual([]);
  });

  it("sends findings without a principal on their way too", async () => {
    await w.ingest(anImportedEvent(anAsffFinding({ Resources: [] })));
    expect(w.inputs()[0]?.groups).toMatchObject([
      { principals: [], findings: [{ excluded: [{ reason: "no-principal" }] }] },
    ]);
  });

  it("works on a covered finding when it is asked to", async () => {
    const { productArn, id, version, principals } = aSlimFinding();
    const identities = principals.map(({ identity }) => identity);
    await w.records.settle([
      { productArn, id, version, outcome: "enriched", principals: identities, executionArn: executionArnOf("before") },
    ]);
    await w.ingest(anImportedEvent());
    await w.ingest(aCustomActionEvent());
    expect(w.log.outcomes).toEqual(["skipped: already-covered", "started"]);
  });

  it("takes a replay with its attempt, and parks one attempt too many as exhausted", async () => {
    const other = aSlimFinding({ id: "arn:aws:guardduty:eu-west-1:111122223333:f/other" });
    await w.ingest(aReplayEnvelope({ attempt: 5 }), aReplayEnvelope({ attempt: 6, finding: other }));
    expect(w.inputs()[0]?.groups[0]?.findings).toMatchObject([{ attempt: 5, requested: true }]);
    expect(w.deadLetters.codes).toEqual(["exhausted"]);
    expect(w.log.outcomes).toEqual(["started", "parked: exhausted"]);
  });

  it("ends the flight of an exhausted finding", async () => {
    const finding = aSlimFinding();
    await w.records.begin([finding], { executionArn: executionArnOf("dead"), since: 0 });
    await w.ingest(aReplayEnvelope({ attempt: 6 }));
    expect([...w.records.records.values()]).toMatchObject([{ settled: { outcome: "parked" } }]);
    expect(await w.records.overdue(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
  });

  it("asks IAM for the role of an instance profile when attached roles are investigated", async () => {
    w = world({ attachedRoles: true });
    const profile = "arn:aws:iam::111122223333:instance-profile/web";
    w.roles.profiles.set(profile, "arn:aws:iam::111122223333:role/web");
    const Resources = [
      { Type: "AwsEc2Instance", Id: "i-1", Details: { AwsEc2Instance: { IamInstanceProfileArn: profile } } },
    ];
    await w.ingest(anImportedEvent(anAsffFinding({ Resources })));
    expect(w.inputs()[0]?.groups[0]?.principals).toMatchObject([{ name: "web", type: "role" }]);
  });
});

describe("ingest, of a failed execution", () => {
  const finding = aSlimFinding();
  const failedArn = executionArnOf("failed");
  const input = JSON.stringify({ v: 1, groups: [{ principals: [], findings: [finding] }] });
  const ended = (detail = {}) =>
    anExecutionEndedEvent({ executionArn: failedArn, status: "TIMED_OUT", input, ...detail });
  let w = world();
  beforeEach(() => {
    w = world();
  });

  it("puts back what is owed, as another attempt", async () => {
    await w.records.begin([finding], { executionArn: failedArn, since: 0 });
    await w.ingest(ended());
    expect(w.inputs()[0]?.groups[0]?.findings).toMatchObject([{ attempt: 1, requested: true }]);
  });

  it.each(["RUNNING", "PENDING_REDRIVE"] as const)(
    "leaves it to the execution when that was redriven and is %s",
    async (status) => {
      await w.records.begin([finding], { executionArn: failedArn, since: 0 });
      w.executions.executions.set(failedArn, { status, input });
      expect(await w.ingest(ended())).toEqual(nobodyFailed);
      expect(w.inputs()).toEqual([]);
      expect(w.log.outcomes).toEqual(["skipped: in-flight"]);
    },
  );

  it("reads the input when the event left it out", async () => {
    w.executions.executions.set(failedArn, { status: "TIMED_OUT", input });
    await w.ingest(ended({ input: null }));
    expect(w.log.outcomes).toEqual(["started"]);
  });

  it("leaves what is settled", async () => {
    const { productArn, id, version } = finding;
    await w.records.settle([{ productArn, id, version, outcome: "parked", principals: [], executionArn: failedArn }]);
    await w.ingest(ended());
    expect(w.log.outcomes).toEqual(["skipped: already-covered"]);
    expect(w.executions.started).toEqual([]);
  });

  it("leaves what another execution has taken on since", async () => {
    await w.records.begin([{ ...finding, version: "2026-03-04T11:00:00.000Z" }], { executionArn: "other", since: 0 });
    await w.ingest(ended());
    expect(w.log.outcomes).toEqual(["skipped: in-flight"]);
    expect(w.executions.started).toEqual([]);
  });

  it("does it once when the event comes twice", async () => {
    await w.records.begin([finding], { executionArn: failedArn, since: 0 });
    await w.ingest(ended());
    await w.ingest(ended());
    expect(w.log.outcomes).toEqual(["started", "skipped: in-flight"]);
  });

  it("parks the event when nobody knows the input any more", async () => {
    await w.ingest(ended({ input: null }));
    expect(w.deadLetters.codes).toEqual(["workflow-failed"]);
    expect(w.log.outcomes).toEqual(["rejected: workflow-failed"]);
  });
});

describe("ingest, in trouble", () => {
  it("fails the messages of an execution that cannot be started, and no others", async () => {
    const w = world();
    const many = Array.from({ length: 101 }, (_, n) => anImportedEvent(numbered(n)));
    w.executions.trouble = (_name, input) =>
      JSON.parse(input).groups[0].findings.length === 1 ? new Throttled("states:StartExecution") : undefined;
    const { batchItemFailures } = await w.ingest(...many);
    expect(batchItemFailures).toHaveLength(1);
    expect(w.executions.started).toHaveLength(1);
    expect(w.records.records.size).toBe(100);
  });

  it("fails the batch before it parks anything when no execution can be started", async () => {
    const w = world();
    w.executions.trouble = () => new Throttled("states:StartExecution");
    await expect(w.ingest("{", anImportedEvent())).rejects.toThrow(Throttled);
    expect(w.deadLetters.sent).toEqual([]);
  });
});

describe("ingest, with messages that come again", () => {
  let w = world();
  beforeEach(() => {
    w = world();
  });
  const about1to3 = [1, 2, 3].map((n) => JSON.stringify(anImportedEvent(numbered(n, about(`r${n}`)))));
  const [one = "", two = "", three = ""] = about1to3;

  it("acknowledges what it has done before it reads the next one", async () => {
    const seen: string[] = [];
    w.executions.trouble = () => {
      seen.push(`starts, ${w.intakeQueue.acknowledged.flat().join(" ") || "nothing"} acknowledged`);
      return undefined;
    };
    const batch = [anIntakeMessage("a", one, 2), anIntakeMessage("b", two, 3), anIntakeMessage("c", three)];
    expect(await w.handler(batch, anInvocation())).toEqual(nobodyFailed);
    expect(seen).toEqual(["starts, nothing acknowledged", "starts, c acknowledged", "starts, c a acknowledged"]);
  });

  it("leaves the acknowledgement of one that is alone to Lambda", async () => {
    await w.handler([anIntakeMessage("a", one, 7)], anInvocation());
    await w.handler([anIntakeMessage("b", two), anIntakeMessage("c", three)], anInvocation());
    expect(w.intakeQueue.acknowledged).toEqual([]);
  });

  it("acknowledges nothing that failed, and goes on", async () => {
    w.executions.trouble = (_name, input) => (input.includes("r1") ? new Throttled("states") : undefined);
    const batch = [anIntakeMessage("a", one), anIntakeMessage("b", two, 2)];
    expect(await w.handler(batch, anInvocation())).toEqual({ batchItemFailures: [{ itemIdentifier: "a" }] });
    expect(w.intakeQueue.acknowledged).toEqual([[]]);
  });

  it("goes on, and tells, when the queue does not take an acknowledgement", async () => {
    w.intakeQueue.trouble = new Throttled("sqs:DeleteMessage");
    const batch = [anIntakeMessage("a", one), anIntakeMessage("b", two, 2)];
    expect(await w.handler(batch, anInvocation())).toEqual(nobodyFailed);
    expect(w.log.warnings).toEqual([{ outcome: "unacknowledged", reason: "Throttled" }]);
    expect(w.executions.started).toHaveLength(2);
  });

  it("sends back what it has no time left for", async () => {
    const batch = [anIntakeMessage("a", one), anIntakeMessage("b", two, 2)];
    const invocation = { ...anInvocation(), getRemainingTimeInMillis: () => 20_000 };
    expect(await w.handler(batch, invocation)).toEqual({ batchItemFailures: [{ itemIdentifier: "b" }] });
  });
});
