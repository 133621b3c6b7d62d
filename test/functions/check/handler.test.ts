import { beforeEach, describe, expect, it } from "vitest";
import type { CheckOutput, PrincipalRunning, SlimFinding } from "#domain/contract.ts";
import { ServiceUnavailable, SetupFault, Throttled } from "#domain/errors.ts";
import { formatInstant, minuteMs } from "#domain/instant.ts";
import { openGroupKey } from "#domain/open-group.ts";
import { evidenceIn } from "#domain/report/pages/evidence-in.ts";
import { createHandler } from "#functions/check/handler.ts";
import { anIndicator, aSettledPrincipal } from "#test/builders/investigation.ts";
import { anInvocation } from "#test/builders/invocation.ts";
import {
  executionArnOf,
  FakeClock,
  FakeDetective,
  FakeLog,
  FakeOpenGroups,
  FakeReports,
  FakeSlots,
} from "#test/builders/ports.ts";
import { aPrincipal, aSlimFinding } from "#test/builders/slim-finding.ts";

const begunAt = Date.parse("2026-03-04T10:30:00.000Z");
const scope = { startAt: begunAt - 24 * 60 * minuteMs, endAt: begunAt - 5 * minuteMs };

function running(investigationId: string, overrides: Partial<PrincipalRunning> = {}): PrincipalRunning {
  return {
    ...aPrincipal({ name: `role-${investigationId}` }),
    kind: "running",
    region: "eu-west-1",
    firstActivityAt: "2026-03-04T09:00:00.000Z",
    lastActivityAt: "2026-03-04T10:00:00.000Z",
    try: 1,
    how: "started",
    graphArn: `arn:aws:detective:eu-west-1:111122223333:graph:${"0a".repeat(16)}`,
    investigationId,
    createdAt: "2026-03-04T10:30:00.000Z",
    scopeStartAt: "2026-03-03T09:00:00.000Z",
    scopeEndAt: "2026-03-04T10:25:00.000Z",
    waitSeconds: 160,
    ...overrides,
  };
}

function world() {
  const clock = new FakeClock(begunAt + 160_000);
  const detective = new FakeDetective(clock);
  const log = new FakeLog();
  const [openGroups, slots] = [new FakeOpenGroups(), new FakeSlots(clock)];
  const reports = new FakeReports();
  const handler = createHandler({ clock, detective, reports, openGroups, slots, log });
  const hold = (id: string, status: "RUNNING" | "SUCCESSFUL" | "FAILED", severity?: "HIGH") =>
    detective.held.push({ id, status, createdAt: begunAt, scope, principalArn: "", ...(severity && { severity }) });
  const within = (getRemainingTimeInMillis: () => number, ...principals: unknown[]) =>
    handler({ principals }, anInvocation({ getRemainingTimeInMillis }));
  const check = Object.assign((...principals: unknown[]) => within(() => 60_000, ...principals), { within });
  const checkGroup = (findings: number, over: Partial<SlimFinding> = {}) => {
    const group = { finding: aSlimFinding(over), findings };
    return handler({ principals: [aSettledPrincipal()], group, executionArn: executionArnOf("e1") }, anInvocation());
  };
  return { handler, clock, detective, reports, openGroups, slots, log, hold, check, checkGroup };
}

describe("check", () => {
  let w = world();
  beforeEach(() => {
    w = world();
  });

  it("answers the ranked evidence when the investigation succeeded", async () => {
    w.hold("1", "SUCCESSFUL", "HIGH");
    w.detective.indicatorsOf.set("1", { indicators: [anIndicator()], complete: true });
    const { name, arn, identity } = running("1");
    expect(await w.check(running("1"))).toEqual({
      next: "enrich",
      waitSeconds: 0,
      principals: [
        {
          ...{ name, arn, identity },
          kind: "investigated",
          how: "started",
          region: "eu-west-1",
          investigationId: "1",
          severity: "HIGH",
          coveredFrom: "2026-03-03T09:00:00.000Z",
          coveredUntil: "2026-03-04T10:25:00.000Z",
          readAt: "2026-03-04T10:32:40.000Z",
          hasReport: true,
          evidence: expect.objectContaining({ indicators: 1, complete: true, tactics: ["Persistence"] }),
        },
      ],
    });
    expect(w.log.outcomes).toEqual(["investigated"]);
  });

  describe("the report of an investigation", () => {
    const over = (...ids: readonly string[]) => {
      for (const id of ids) w.hold(id, "SUCCESSFUL", "HIGH");
      w.detective.indicatorsOf.set("1", { indicators: [anIndicator()], complete: true });
      return ids.map((id) => running(id));
    };
    const hasReport = ({ principals }: CheckOutput) => principals.map((one) => "hasReport" in one);

    it("is written as a page and as Markdown, also for those who share the investigation", async () => {
      const [one, other] = over("1", "2");
      expect(hasReport(await w.check(one, { ...other, how: "joined" }))).toEqual([true, true]);
      expect(w.reports.kept.get("eu-west-1/1")).toMatchObject({
        severity: "HIGH",
        readAt: "2026-03-04T10:32:40.000Z",
        complete: true,
        observed: { indicators: 1 },
      });
      expect(w.reports.saved).toEqual([
        { id: "1", html: expect.stringMatching(/^<!doctype html>/i), markdown: expect.stringMatching(/^# /) },
        { id: "2", html: expect.any(String), markdown: expect.any(String) },
      ]);
    });

    it("links to its page and its Markdown in the console of the stack's Region", async () => {
      const [one] = over("1");
      await w.handler({ principals: [one], executionArn: executionArnOf("e1") }, anInvocation());
      const place =
        "https://eu-west-1.console.aws.amazon.com/s3/object/gumshoe-reports?region=eu-west-1&prefix=investigations/eu-west-1/1/";
      expect(w.reports.kept.get("eu-west-1/1")?.links).toMatchObject({
        report: `${place}report.html`,
        markdown: `${place}report.md`,
      });
    });

    it("is in its page as a whole", async () => {
      await w.check(...over("1"));
      expect(w.reports.saved.map(({ html }) => evidenceIn(html))).toEqual([w.reports.kept.get("eu-west-1/1")]);
    });

    it("holds nothing up when it cannot be written, and no other one is tried then", async () => {
      w.reports.trouble = new SetupFault("s3:PutObject", "AccessDenied");
      const ids = ["1", "2", "3", "4", "5", "6", "7"];
      const answer = await w.check(...over(...ids));
      expect(answer.next).toBe("enrich");
      expect(hasReport(answer)).toEqual(ids.map(() => false));
      expect(w.log.warnings.filter(({ outcome }) => outcome === "not-reported")).toHaveLength(7);
      expect(w.reports.saved.length).toBeLessThanOrEqual(5);
    });

    it("is not written for what has no evidence", async () => {
      w.hold("1", "RUNNING");
      w.hold("2", "FAILED");
      await w.check(running("1"), running("2"));
      expect(w.reports.saved).toEqual([]);
    });
  });

  it.each([
    { what: "a page of indicators could not be read", severity: "HIGH" as const, complete: false },
    { what: "the severity is missing", severity: undefined, complete: true },
  ])("never counts the evidence as complete when $what", async ({ severity, complete }) => {
    w.hold("1", "SUCCESSFUL", severity);
    w.detective.indicatorsOf.set("1", { indicators: [anIndicator()], complete });
    const { principals } = await w.check(running("1"));
    expect(principals[0]).toMatchObject({ kind: "investigated", evidence: { complete: false } });
    expect(principals.map((one) => ("severity" in one ? one.severity : undefined))).toEqual([severity]);
  });

  it("looks again as much later as the first time when others of the batch read before", async () => {
    w.hold("1", "RUNNING");
    w.hold("2", "FAILED");
    expect(await w.check(running("1", { laterSeconds: 25 }), running("2", { laterSeconds: 25 }))).toMatchObject({
      principals: [
        { kind: "running", waitSeconds: 25 },
        { kind: "start", laterSeconds: 25 },
      ],
    });
  });

  it("waits as long as the longest wait when some are running still", async () => {
    w.hold("1", "RUNNING");
    w.hold("2", "RUNNING");
    w.hold("3", "SUCCESSFUL", "HIGH");
    const joined = running("2", { createdAt: "2026-03-04T10:32:00.000Z" });
    const { next, waitSeconds, principals } = await w.check(running("1"), joined, running("3"));
    expect({ next, waitSeconds }).toEqual({ next: "wait", waitSeconds: 120 });
    expect(principals.map(({ kind }) => kind)).toEqual(["running", "running", "investigated"]);
  });

  it("starts a FAILED one once more, then it has failed", async () => {
    w.hold("1", "FAILED");
    w.hold("2", "FAILED");
    const { next, principals } = await w.check(running("1"), running("2", { try: 2, retryOf: "0" }));
    expect(next).toBe("start");
    expect(principals[0]).toEqual({
      ...aPrincipal({ name: "role-1" }),
      kind: "start",
      region: "eu-west-1",
      firstActivityAt: "2026-03-04T09:00:00.000Z",
      lastActivityAt: "2026-03-04T10:00:00.000Z",
      try: 2,
      retryOf: "1",
    });
    expect(principals[1]).toMatchObject({ kind: "failed", error: "InvestigationFailed", investigationId: "2" });
    expect(w.log.outcomes).toEqual(["failed-once", "failed: InvestigationFailed"]);
  });

  it("counts an investigation that Detective no longer knows as FAILED", async () => {
    expect((await w.check(running("gone"))).principals[0]).toMatchObject({ kind: "start", retryOf: "gone" });
  });

  it("gives up one that is running an hour after its creation", async () => {
    w.hold("1", "RUNNING");
    w.clock.at = begunAt + 60 * minuteMs;
    const { next, principals } = await w.check(running("1"));
    expect(next).toBe("enrich");
    expect(principals[0]).toMatchObject({ kind: "timed-out", error: "InvestigationTimedOut", investigationId: "1" });
  });

  it("leaves settled principals as they are, and calls nothing for them", async () => {
    const done = aSettledPrincipal();
    expect(await w.check(done)).toEqual({ next: "enrich", waitSeconds: 0, principals: [done] });
    expect(w.log.lines).toEqual([]);
  });

  describe("of a group whose principals are all done", () => {
    it("takes its turn to read, and sends it on at once when that is near", async () => {
      w.slots.nextAt = w.clock.at + 2_900;
      const turn = { at: formatInstant(w.clock.at + 2_900), reads: 1 };
      expect(await w.checkGroup(20)).toMatchObject({ next: "enrich", waitSeconds: 0, turn });
    });

    it("lets it queue up outside of functions when its turn is some seconds off", async () => {
      w.slots.nextAt = w.clock.at + 90_500;
      const turn = { at: formatInstant(w.clock.at + 90_500), reads: 1 };
      expect(await w.checkGroup(1)).toMatchObject({ next: "queue", waitSeconds: 90, turn });
    });

    it("reserves for those who have joined, too", async () => {
      const group = { key: openGroupKey(aSlimFinding()), executionArn: executionArnOf("e1") };
      const some = Array.from({ length: 30 }, (_, n) => aSlimFinding({ id: `f/${n}` }));
      await w.openGroups.add({ ...group, openedAt: 0, firstActivityAt: 0 }, some);
      expect(await w.checkGroup(15)).toMatchObject({ turn: { reads: 3 } });
      expect(await w.checkGroup(15, { principals: [] })).toMatchObject({ turn: { reads: 1 } });
      expect(w.slots.reserved).toEqual([3, 1]);
    });

    it.each([new Throttled("x"), new ServiceUnavailable("x"), new SetupFault("x", "y")])(
      "sends it on without a turn for $name",
      async (trouble) => {
        w.slots.trouble = trouble;
        const { turn, ...step } = await w.checkGroup(1);
        expect([turn, step]).toMatchObject([undefined, { next: "enrich", waitSeconds: 0 }]);
        expect(w.log.warnings).toMatchObject([{ outcome: "missed", reason: trouble.name }]);
      },
    );

    it("reserves nothing while one is running", async () => {
      w.hold("1", "RUNNING");
      await w.check(running("1"), aSettledPrincipal());
      expect(w.slots.reserved).toEqual([]);
    });
  });

  it.each(["Throttled", "ServiceUnavailable"] as const)(
    "keeps what it learned of the others when one look is %s, and looks at that one again in time",
    async (name) => {
      w.hold("1", "SUCCESSFUL", "HIGH");
      w.hold("2", "RUNNING");
      const trouble = name === "Throttled" ? new Throttled("x") : new ServiceUnavailable("x");
      w.detective.indicators = () => Promise.reject(trouble);
      const { next, waitSeconds, principals } = await w.check(running("1"), running("2"));
      expect(principals).toMatchObject([{ kind: "running", waitSeconds: 10 }, { kind: "running" }]);
      expect({ next, waitSeconds }).toEqual({ next: "wait", waitSeconds: 10 });
      expect(w.log.warnings).toMatchObject([{ outcome: "missed", reason: name, investigationId: "1" }]);
    },
  );

  it("looks again at one it missed even when the last look is past: it is not known to be late", async () => {
    w.hold("1", "SUCCESSFUL", "HIGH");
    w.hold("2", "SUCCESSFUL", "HIGH");
    w.clock.at = begunAt + 61 * minuteMs;
    const indicators = w.detective.indicators.bind(w.detective);
    w.detective.indicators = (graphArn, id) =>
      id === "2" ? Promise.reject(new Throttled("x")) : indicators(graphArn, id);
    const { principals } = await w.check(running("1"), running("2"));
    expect(principals).toMatchObject([{ kind: "investigated" }, { kind: "running", waitSeconds: 120 }]);
  });

  it("throws when no look succeeds, so that Step Functions backs off", async () => {
    w.detective.investigation = () => Promise.reject(new Throttled("detective:GetInvestigation"));
    await expect(w.check(running("1"), running("2"), aSettledPrincipal())).rejects.toThrow(Throttled);
  });

  it("calls failed whose look no waiting mends, and looks at the others", async () => {
    w.hold("1", "RUNNING");
    w.detective.investigation = async (_graphArn, id) =>
      id === "2" ? Promise.reject(new SetupFault("x", "denied")) : w.detective.held.find((one) => one.id === id);
    const { principals, next } = await w.check(running("1"), running("2"));
    const cause = "Cannot call x: denied";
    expect(principals).toMatchObject([{ kind: "running" }, { kind: "failed", error: "SetupFault", cause }]);
    expect(next).toBe("wait");
    expect(w.log.outcomes).toEqual(["failed: SetupFault"]);
  });

  it("leaves the rest to the next look when its time runs out", async () => {
    for (const id of ["1", "2", "3", "4", "5", "6"]) w.hold(id, "SUCCESSFUL", "HIGH");
    let leftMs = 60_000;
    const indicators = w.detective.indicators.bind(w.detective);
    w.detective.indicators = async (graphArn, id) => {
      leftMs = 5_000;
      return indicators(graphArn, id);
    };
    const six = ["1", "2", "3", "4", "5", "6"].map((id) => running(id));
    const { next, principals } = await w.check.within(() => leftMs, ...six);
    expect(next).toBe("wait");
    expect(principals.map(({ kind }) => kind)).toEqual([...Array(5).fill("investigated"), "running"]);
  });
});
