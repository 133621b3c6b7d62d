import { beforeEach, describe, expect, it } from "vitest";
import type { EnrichInput } from "#domain/contract.ts";
import { MessagesRefused, Throttled } from "#domain/errors.ts";
import { findingKeyText } from "#domain/key.ts";
import { openGroupKey } from "#domain/open-group.ts";
import { createHandler } from "#functions/enrich/handler.ts";
import { aReport } from "#test/builders/brief.ts";
import { anAsffFinding } from "#test/builders/finding.ts";
import {
  aFailedPrincipal,
  anUnknownPrincipal,
  aSettledPrincipal,
  aStoredFinding,
} from "#test/builders/investigation.ts";
import { anInvocation } from "#test/builders/invocation.ts";
import {
  executionArnOf,
  FakeClock,
  FakeEventBus,
  FakeFindingRecords,
  FakeLog,
  FakeOpenGroups,
  FakeQueue,
  FakeReports,
  FakeSecurityHub,
} from "#test/builders/ports.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";

const idOf = (n: number) => `arn:aws:guardduty:eu-west-1:111122223333:f/${n}`;
const finding = (n: number, over = {}) => aSlimFinding({ id: idOf(n), ...over });

function world(stored: readonly number[] = [1]) {
  const ports = {
    securityHub: new FakeSecurityHub(),
    reports: new FakeReports(),
    records: new FakeFindingRecords(),
    openGroups: new FakeOpenGroups(),
    eventBus: new FakeEventBus(),
    intake: new FakeQueue(),
    deadLetters: new FakeQueue(),
    clock: new FakeClock(),
    log: new FakeLog(),
    settings: { notePolicy: "preserve" as const, joinToleranceMinutes: 15 },
  };
  for (const n of stored) ports.securityHub.hold(aStoredFinding({ id: idOf(n) }));
  const handler = createHandler(ports);
  const enrich = (over: Partial<EnrichInput> = {}) =>
    handler(
      {
        findings: [finding(1)],
        principals: [aSettledPrincipal()],
        executionArn: executionArnOf("e1"),
        retryCount: 0,
        ...over,
      },
      anInvocation(),
    );
  const storedOf = (n: number) => ports.securityHub.findings.get(findingKeyText(finding(n)));
  const outcomeOf = (n: number) => ports.records.records.get(findingKeyText(finding(n)))?.settled?.outcome;
  const told = () => ports.eventBus.published.map(({ detailType, detail }) => `${detailType}: ${detail.outcome}`);
  return { ...ports, enrich, storedOf, outcomeOf, told };
}

const counts = { enriched: 0, notInvestigable: 0, parked: 0, unchanged: 0 };

describe("enrich", () => {
  let w = world();
  beforeEach(() => {
    w = world();
  });

  it("writes the verdict, tells it and remembers it", async () => {
    expect(await w.enrich()).toEqual({ ...counts, enriched: 1 });
    expect(w.storedOf(1)?.userDefinedFields).toMatchObject({ investigate: "complete", gumshoeVerdict: "HIGH" });
    expect(w.storedOf(1)?.note?.updatedBy).toBe("gumshoe");
    expect(w.outcomeOf(1)).toBe("enriched");
    expect(w.told()).toEqual(["Finding Enriched: enriched"]);
    expect(w.deadLetters.sent).toEqual([]);
  });

  it("writes equal content in one call", async () => {
    w = world([1, 2, 3]);
    await w.enrich({ findings: [finding(1), finding(2), finding(3)] });
    expect(w.securityHub.writes.map(({ keys }) => keys.length)).toEqual([3]);
  });

  describe("with the reports of investigations", () => {
    const reported = aSettledPrincipal({
      hasReport: true,
      region: "eu-west-1",
      investigationId: "000000000000000000042",
    });
    const id = "000000000000000000042";
    const briefs = () => w.eventBus.published.map(({ detail }) => detail.brief);
    beforeEach(() => {
      w = world([1, 2]);
      w.securityHub.hold(aStoredFinding({ id: idOf(1), raw: anAsffFinding({ Id: idOf(1) }) }));
      w.securityHub.hold(aStoredFinding({ id: idOf(2), raw: anAsffFinding({ Id: idOf(2) }) }));
    });

    it("tells all that they say, and reads each once", async () => {
      await w.reports.save(aReport(), { html: "", markdown: "" });
      await w.enrich({ principals: [reported] });
      await w.enrich({ principals: [reported], findings: [finding(2)], executionArn: executionArnOf("e2") });
      const observed = briefs().map((brief) => brief?.principals[0]?.investigation?.observed);
      expect(observed).toEqual([aReport().observed, aReport().observed]);
      expect(w.reports.reads).toEqual([id]);
    });

    it("asks for none that was not written", async () => {
      await w.enrich({ principals: [aSettledPrincipal()] });
      expect([w.reports.reads, briefs()[0]?.principals[0]?.investigation?.observed]).toEqual([[], undefined]);
    });

    it.each([
      ["it cannot be read", new Throttled("s3:GetObject")],
      ["it is not there", undefined],
    ])("tells the facts without when %s", async (_, trouble) => {
      w.reports.trouble = trouble;
      expect(await w.enrich({ principals: [reported] })).toEqual({ ...counts, enriched: 1 });
      const investigation = briefs()[0]?.principals[0]?.investigation;
      expect([investigation?.observed, investigation?.facts.length]).toEqual([
        undefined,
        reported.evidence.facts.length,
      ]);
      expect(w.log.warnings.map(({ outcome }) => outcome)).toEqual(trouble ? ["unread"] : []);
    });

    it("says what has changed since it was told before", async () => {
      const settledAt = Date.parse("2026-03-04T10:31:00.000Z");
      const enrich = async (over: Partial<EnrichInput>) => {
        await w.enrich({ principals: [reported], ...over });
        // As the store says.
        for (const [key, record] of w.records.records)
          if (record.settled) w.records.records.set(key, { ...record, settled: { ...record.settled, settledAt } });
      };
      const version = "2026-03-04T11:00:00.000Z";
      await enrich({});
      await enrich({ executionArn: executionArnOf("e2"), findings: [finding(1, { version })] });
      w.securityHub.hold(aStoredFinding({ id: idOf(1), raw: anAsffFinding({ Id: idOf(1), Title: "Another one" }) }));
      const later = {
        executionArn: executionArnOf("e3"),
        findings: [finding(1, { version: "2026-03-04T12:00:00.000Z" })],
      };
      await enrich(later);
      const since = "2026-03-04T10:31:00.000Z";
      expect(briefs().map((brief) => brief?.change)).toEqual([
        undefined,
        { since, what: [] },
        { since, what: ["finding"] },
      ]);
    });
  });

  describe("with findings that joined the group", () => {
    const joins = async (...some: readonly ReturnType<typeof finding>[]) => {
      const group = {
        key: openGroupKey(finding(1)),
        executionArn: executionArnOf("e1"),
        openedAt: 0,
        firstActivityAt: 0,
      };
      expect(await w.openGroups.add(group, some)).toBe(true);
      await w.records.begin(some, { executionArn: executionArnOf("e1"), since: w.clock.at }, "joined");
    };
    beforeEach(() => {
      w = world([1, 2, 3]);
    });

    it("enriches them like its own, in the same write", async () => {
      await joins(finding(2), finding(2), finding(1));
      expect(await w.enrich()).toEqual({ ...counts, enriched: 2 });
      expect(w.securityHub.writes.map(({ keys }) => keys.length)).toEqual([2]);
      expect([w.outcomeOf(1), w.outcomeOf(2)]).toEqual(["enriched", "enriched"]);
      expect(w.records.records.get(findingKeyText(finding(2)))?.inFlight).toBeUndefined();
    });

    it("takes them in until its turn to read has come, and nobody after that", async () => {
      w.securityHub.meanwhile = () => joins(finding(2));
      await w.enrich();
      expect([w.securityHub.turns, w.outcomeOf(2)]).toEqual([[1], "enriched"]);
      const group = {
        key: openGroupKey(finding(1)),
        executionArn: executionArnOf("e1"),
        openedAt: 0,
        firstActivityAt: 0,
      };
      expect(await w.openGroups.add(group, [finding(3)])).toBe(false);
    });

    it("comes to the turn that was reserved, and takes no other", async () => {
      const at = new Date(w.clock.at + 2_500).toISOString();
      const beganAt = w.clock.at;
      await joins(finding(2));
      await w.enrich({ turn: { at, reads: 1 } });
      expect([w.clock.at - beganAt, w.securityHub.turns, w.securityHub.reads]).toEqual([2_500, [], [[2, 1]]]);
    });

    it("waits for another turn when the same invocation runs twice: the first one has used it", async () => {
      const turn = { at: new Date(w.clock.at).toISOString(), reads: 1 };
      await w.openGroups.close(openGroupKey(finding(1)), executionArnOf("e1"));
      await w.enrich({ turn });
      expect(w.securityHub.turns).toEqual([1]);
    });

    it.each([
      { why: "was missed", lateMs: 10_001, retryCount: 0 },
      { why: "may be used up", lateMs: 0, retryCount: 1 },
    ])("waits for another turn when the one that was reserved $why", async ({ lateMs, retryCount }) => {
      const at = new Date(w.clock.at - lateMs).toISOString();
      await w.enrich({ turn: { at, reads: 1 }, retryCount });
      expect(w.securityHub.turns).toEqual([1]);
    });

    it("enriches them when it is tried again after it has died", async () => {
      await joins(finding(2));
      w.securityHub.read = () => Promise.reject(new Throttled("securityhub:GetFindings"));
      await expect(w.enrich()).rejects.toThrow("throttles");
      Reflect.deleteProperty(w.securityHub, "read");
      await w.enrich();
      expect(w.outcomeOf(2)).toBe("enriched");
    });

    it("sends back one that was active after the evidence ends, once", async () => {
      const late = finding(2, { lastActivityAt: "2026-03-04T10:29:00.000Z" });
      await joins(late);
      const principals = [aSettledPrincipal({ coveredUntil: "2026-03-04T10:13:00.000Z" })];
      expect(await w.enrich({ principals })).toEqual({ ...counts, enriched: 1 });
      expect(w.intake.sent).toMatchObject([{ kind: "replay", attempt: 0, finding: { id: late.id } }]);
      expect(w.log.outcomes).toEqual(["put-back: not-covered", "enriched"]);
      expect(w.outcomeOf(2)).toBeUndefined();
      await w.records.begin([late], { executionArn: executionArnOf("e2"), since: w.clock.at });
      await w.enrich({ principals });
      expect(w.intake.sent).toHaveLength(1);
    });

    it("parks them when the group's principals failed", async () => {
      await joins(finding(2));
      await w.enrich({ principals: [aFailedPrincipal()] });
      expect([w.outcomeOf(1), w.outcomeOf(2), w.deadLetters.sent.length]).toEqual(["parked", "parked", 2]);
    });
  });

  it("writes nothing when another execution finds the same", async () => {
    await w.enrich();
    const before = w.storedOf(1);
    expect(await w.enrich({ executionArn: executionArnOf("e2") })).toEqual({ ...counts, enriched: 1, unchanged: 1 });
    expect(w.storedOf(1)).toEqual(before);
    expect(w.securityHub.writes).toHaveLength(1);
  });

  it("says why a finding is not investigable", async () => {
    expect(await w.enrich({ principals: [anUnknownPrincipal()] })).toEqual({ ...counts, notInvestigable: 1 });
    expect(w.storedOf(1)?.userDefinedFields).toMatchObject({ investigate: "not-investigable" });
    expect(w.told()).toEqual(["Finding Not Investigable: not-investigable"]);
  });

  it.each([
    { what: "a principal failed", over: { principals: [aFailedPrincipal()] } },
    {
      what: "the check failed for good",
      over: {
        principals: [{ ...aSlimFinding().principals[0], kind: "start", region: "eu-west-1", try: 1 }],
        failure: { error: "SetupFault", cause: "Cannot call Detective" },
      },
    },
  ])("parks the finding, and says so on it, when $what", async ({ over }) => {
    const { firstActivityAt, lastActivityAt } = finding(1);
    const principals = over.principals.map((one) => ({ firstActivityAt, lastActivityAt, ...one }));
    expect(await w.enrich({ ...over, principals } as Partial<EnrichInput>)).toEqual({ ...counts, parked: 1 });
    expect(w.storedOf(1)?.userDefinedFields).toMatchObject({ investigate: "parked", gumshoeVerdict: "NONE" });
    expect(w.deadLetters.sent).toMatchObject([{ kind: "replay", attempt: 0, finding: { id: idOf(1) } }]);
    expect(w.outcomeOf(1)).toBe("parked");
    expect(w.log.outcomes[0]).toMatch(/^parked: /);
  });

  it("remembers what the dead-letter queue takes when it refuses others, which a retry parks", async () => {
    w = world([1, 2]);
    const over = { findings: [finding(1), finding(2)], principals: [aFailedPrincipal()] };
    w.deadLetters.trouble = () => new MessagesRefused("sqs:SendMessageBatch", new Set([0]));
    await expect(w.enrich(over)).rejects.toMatchObject({ name: "ServiceUnavailable" });
    expect([w.outcomeOf(1), w.outcomeOf(2), w.told().length]).toEqual([undefined, "parked", 1]);
    w.deadLetters.trouble = () => undefined;
    await w.enrich({ ...over, retryCount: 1 });
    expect([w.outcomeOf(1), w.outcomeOf(2), w.deadLetters.sent.length]).toEqual(["parked", "parked", 2]);
  });

  it("writes only the newest of several versions, and settles both", async () => {
    const older = finding(1, { version: "2026-03-04T09:20:00.000Z" });
    expect(await w.enrich({ findings: [older, finding(1)] })).toMatchObject({ enriched: 2 });
    expect(w.securityHub.writes).toHaveLength(1);
    expect(w.records.records.get(findingKeyText(older))?.settled?.version).toBe(finding(1).version);
  });

  it("leaves a finding alone whose newer version is enriched", async () => {
    await w.enrich({ findings: [finding(1, { version: "2026-03-05T00:00:00.000Z" })] });
    const late = { principals: [aSettledPrincipal({ severity: "LOW" })], executionArn: executionArnOf("e2") };
    expect(await w.enrich(late)).toEqual({ ...counts, enriched: 1, unchanged: 1 });
    expect(w.storedOf(1)?.userDefinedFields["gumshoeVerdict"]).toBe("HIGH");
    expect(w.log.outcomes).toEqual(["enriched", "skipped: already-covered"]);
  });

  it("says so of an older version that comes to its end after the newer one in the same execution", async () => {
    await w.enrich({ findings: [finding(1, { version: "2026-03-05T00:00:00.000Z" })] });
    await w.enrich();
    expect(w.log.outcomes).toEqual(["enriched", "skipped: already-covered"]);
  });

  it("does not write over a newer version that is written while it waits for its turn to read", async () => {
    const newer = finding(1, { version: "2026-03-05T00:00:00.000Z" });
    const read = w.securityHub.read.bind(w.securityHub);
    w.securityHub.read = async (keys) => {
      w.securityHub.read = read;
      const stored = await read(keys);
      await w.enrich({ findings: [newer], executionArn: executionArnOf("e2") });
      return stored;
    };
    await w.enrich({ principals: [aSettledPrincipal({ severity: "LOW" })] });
    expect(w.storedOf(1)?.userDefinedFields["gumshoeVerdict"]).toBe("HIGH");
    expect(w.log.outcomes).toEqual(["enriched", "skipped: already-covered"]);
  });

  it("keeps the evidence that is there when a later try fails, and tells of the failure", async () => {
    await w.enrich();
    const { note, userDefinedFields: before } = w.storedOf(1) ?? {};
    await w.enrich({ principals: [aFailedPrincipal()], executionArn: executionArnOf("e2") });
    const { investigate, gumshoeReason, gumshoeExecution: _, ...kept } = w.storedOf(1)?.userDefinedFields ?? {};
    expect({ investigate, gumshoeReason }).toEqual({
      investigate: "parked",
      gumshoeReason: "investigation-failed: role deploy failed (InvestigationFailed)",
    });
    expect(before).toMatchObject(kept);
    expect(Object.keys(kept)).toContain("gumshoeEvidence");
    expect(w.storedOf(1)?.note).toEqual(note);
  });

  it("does not report an old version's success over a newer version that is parked", async () => {
    const newer = finding(1, { version: "2026-03-05T00:00:00.000Z" });
    await w.enrich({ findings: [newer], principals: [aFailedPrincipal()] });
    const before = w.storedOf(1);
    await w.enrich({ executionArn: executionArnOf("e2") });
    expect(w.storedOf(1)).toEqual(before);
    expect(w.storedOf(1)?.userDefinedFields["investigate"]).toBe("parked");
  });
});

describe("enrich, before Security Hub has the finding", () => {
  it("writes the others, then asks to be called again; the retry tells nothing twice", async () => {
    const w = world([1]);
    const findings = [finding(1), finding(2)];
    await expect(w.enrich({ findings })).rejects.toMatchObject({ name: "FindingNotImported" });
    expect(w.outcomeOf(1)).toBe("enriched");
    expect(w.outcomeOf(2)).toBeUndefined();

    w.securityHub.hold(aStoredFinding({ id: idOf(2) }));
    expect(await w.enrich({ findings, retryCount: 1 })).toEqual({ ...counts, enriched: 2, unchanged: 1 });
    expect(w.told()).toEqual(["Finding Enriched: enriched", "Finding Enriched: enriched"]);
  });

  it("parks it as not found after five retries", async () => {
    const w = world([]);
    expect(await w.enrich({ retryCount: 5 })).toEqual({ ...counts, parked: 1 });
    expect(w.deadLetters.codes).toEqual(["finding-not-found"]);
    expect(w.told()).toEqual(["Finding Parked: parked"]);
    expect(w.outcomeOf(1)).toBe("parked");
  });
});

describe("enrich, refused by Security Hub", () => {
  it.each([
    { code: "FindingSizeExceeded", reason: "finding-size-exceeded" },
    { code: "InvalidInput", reason: "invalid-update" },
    { code: "DuplicatedFindingIdentifier", reason: "invalid-update" },
  ])("parks the finding as $reason on $code, and enriches its neighbour", async ({ code, reason }) => {
    const w = world([1, 2]);
    w.securityHub.refuse = ({ id }) => (id === idOf(2) ? code : undefined);
    expect(await w.enrich({ findings: [finding(1), finding(2)] })).toEqual({ ...counts, enriched: 1, parked: 1 });
    expect(w.deadLetters.codes).toEqual([reason]);
    expect([w.outcomeOf(1), w.outcomeOf(2)]).toEqual(["enriched", "parked"]);
    expect(w.told()).toEqual(["Finding Enriched: enriched", "Finding Parked: parked"]);
  });

  it.each(["ConcurrentUpdateError", "InternalFailure", "SomethingNew"])("tries again on %s", async (code) => {
    const w = world([1, 2]);
    w.securityHub.refuse = ({ id }, writes) => (id === idOf(2) && writes < 3 ? code : undefined);
    const begunAt = w.clock.at;
    expect(await w.enrich({ findings: [finding(1), finding(2)] })).toEqual({ ...counts, enriched: 2 });
    expect(w.securityHub.writes.map(({ keys }) => keys.length)).toEqual([2, 1, 1]);
    expect(w.clock.at - begunAt).toBe(3_000);
  });

  it("throws when it is refused still, after settling the others", async () => {
    const w = world([1, 2]);
    w.securityHub.refuse = ({ id }) => (id === idOf(2) ? "ConcurrentUpdateError" : undefined);
    const findings = [finding(1), finding(2)];
    await expect(w.enrich({ findings })).rejects.toMatchObject({ name: "ServiceUnavailable" });
    expect([w.outcomeOf(1), w.outcomeOf(2)]).toEqual(["enriched", undefined]);
  });

  it.each([
    ["ConcurrentUpdateError", "ConcurrentUpdateError"],
    ["", "other"],
    ["a code\nof its own", "other"],
  ])("tells in its log of the code %j as %s", async (code, told) => {
    const w = world([1]);
    w.securityHub.refuse = () => code;
    await expect(w.enrich({ findings: [finding(1)] })).rejects.toMatchObject({ name: "ServiceUnavailable" });
    expect(w.log.warnings).toMatchObject([{ outcome: "unprocessed", code: told }]);
  });

  it("looks again for a finding that is gone", async () => {
    const w = world([1]);
    w.securityHub.refuse = () => "FindingNotFound";
    await expect(w.enrich()).rejects.toMatchObject({ name: "FindingNotImported" });
    expect(await w.enrich({ retryCount: 5 })).toEqual({ ...counts, parked: 1 });
    expect(w.deadLetters.codes).toEqual(["finding-not-found"]);
  });

  it("loses nothing when it dies between parking and remembering", async () => {
    const w = world([1]);
    const settle = w.records.settle.bind(w.records);
    w.records.settle = async () => Promise.reject(new Error("crash"));
    await expect(w.enrich({ principals: [aFailedPrincipal()] })).rejects.toThrow("crash");
    w.records.settle = settle;
    expect(await w.enrich({ principals: [aFailedPrincipal()], retryCount: 1 })).toMatchObject({ parked: 1 });
    expect(w.deadLetters.codes).toHaveLength(2);
    expect(w.outcomeOf(1)).toBe("parked");
  });
});
