import { beforeEach, describe, expect, it } from "vitest";
import { type InvestigatePrincipalOptions, investigatePrincipal } from "#cli/commands/investigate-principal.ts";
import type { PrincipalToStart } from "#domain/contract.ts";
import { ClaimInProgress, SetupFault } from "#domain/errors.ts";
import { startOrJoin as give } from "#functions/start-or-join/principal.ts";
import { anIndicator } from "#test/builders/investigation.ts";
import { anInvocation } from "#test/builders/invocation.ts";
import { FakeClaims, FakeClock, FakeDetective, FakeInvestigations, FakeLog, FakeRoles } from "#test/builders/ports.ts";
import { aPrincipal } from "#test/builders/slim-finding.ts";

const principal: PrincipalToStart = {
  ...aPrincipal(),
  kind: "start",
  region: "eu-west-1",
  firstActivityAt: "2026-02-25T10:30:00.000Z",
  lastActivityAt: "2026-03-04T10:30:00.000Z",
  try: 1,
};
const firstId = "1".repeat(21);

/** The pipeline's own start-or-join, and a Detective whose investigations end as `ends` says, three minutes after their start. */
function world() {
  const clock = new FakeClock();
  const detective = new FakeDetective(clock);
  const told: string[] = [];
  const givers = {
    clock,
    detective,
    investigations: new FakeInvestigations(),
    claims: new FakeClaims(),
    roles: new FakeRoles(),
    log: new FakeLog(),
    settings: { joinToleranceMinutes: 15 },
  };
  const startOrJoin = (asked: PrincipalToStart) => give(givers, asked, { invocation: anInvocation() });
  const ends: ("SUCCESSFUL" | "FAILED")[] = ["SUCCESSFUL"];
  const investigation = async (graphArn: string, id: string) => {
    const one = await detective.investigation(graphArn, id);
    const status = ends[detective.held.findIndex((held) => held.id === id)];
    if (one && status && clock.now() - one.createdAt >= 180_000) detective.finish(id, { status, severity: "HIGH" });
    return detective.investigation(graphArn, id);
  };
  const ports = {
    detective: { investigation, indicators: detective.indicators.bind(detective) },
    startOrJoin,
    clock,
    tell: (sentence: string) => void told.push(sentence),
  };
  const ask = (over: Partial<InvestigatePrincipalOptions> = {}, portsOver: Partial<typeof ports> = {}) => {
    const options = { asked: principal.arn, principal, wait: true, signal: new AbortController().signal, ...over };
    return investigatePrincipal({ ...ports, ...portsOver }, options);
  };
  return { clock, detective, ports, ends, told, ask };
}

describe("investigatePrincipal()", () => {
  let w = world();
  beforeEach(() => {
    w = world();
  });

  it("starts an investigation, waits for its end, and reports all that was found", async () => {
    const indicators = [anIndicator(), ...Array.from({ length: 40 }, (_, n) => anIndicator({ api: `Call${n}` }))];
    w.detective.indicatorsOf.set(firstId, { indicators, complete: true });
    const report = await w.ask();
    expect(report).toMatchObject({
      kind: "principal",
      outcome: "investigated",
      how: "started",
      investigationId: firstId,
      severity: "HIGH",
      scopeStartAt: "2026-02-24T10:30:00.000Z",
      scopeEndAt: "2026-03-04T10:25:00.000Z",
      tactics: ["Persistence"],
      indicators: 41,
      complete: true,
      report: expect.stringContaining(firstId),
    });
    // The note on a finding holds a kilobyte of facts; here are all of them.
    expect(report.outcome === "investigated" && report.facts).toHaveLength(41);
  });

  it("joins what was started a moment ago", async () => {
    await w.ask({ wait: false });
    expect(await w.ask()).toMatchObject({ outcome: "investigated", how: "joined", investigationId: firstId });
    expect(w.detective.startCalls).toHaveLength(1);
  });

  it("leaves the investigation running when it is not to wait", async () => {
    const report = await w.ask({ wait: false });
    expect(report).toMatchObject({ outcome: "running", investigationId: firstId });
    expect(w.clock.now()).toBe(new FakeClock().now());
  });

  it("leaves the investigation running when the waiting is ended", async () => {
    const ended = new AbortController();
    const sleep = async (ms: number) => {
      await w.clock.sleep(ms);
      ended.abort();
    };
    const clock = Object.assign(Object.create(w.clock), { sleep, now: () => w.clock.now() });
    expect(await w.ask({ signal: ended.signal }, { clock })).toMatchObject({ outcome: "running" });
  });

  it("starts a failed one once more, and says when that has failed too", async () => {
    w.ends.splice(0, 1, "FAILED", "SUCCESSFUL");
    expect(await w.ask()).toMatchObject({ outcome: "investigated", investigationId: "2".padStart(21, "1") });
    w = world();
    w.ends.splice(0, 1, "FAILED", "FAILED");
    expect(await w.ask()).toMatchObject({ outcome: "failed", error: "InvestigationFailed" });
    expect(w.detective.startCalls).toHaveLength(2);
  });

  it("gives up on one that never ends, an hour after its creation", async () => {
    w.ends.length = 0;
    expect(await w.ask()).toMatchObject({ outcome: "timed-out", error: "InvestigationTimedOut" });
  });

  it("says that Detective does not know the principal", async () => {
    w.detective.unknownArns.add(principal.arn);
    expect(await w.ask()).toMatchObject({ outcome: "not-investigable", reason: "unknown-to-detective" });
  });

  it("waits while another execution starts the same investigation", async () => {
    let busy = 2;
    const startOrJoin = async (asked: PrincipalToStart) => {
      if (busy-- > 0) throw new ClaimInProgress("key");
      return w.ports.startOrJoin(asked);
    };
    expect(await w.ask({}, { startOrJoin })).toMatchObject({ outcome: "investigated" });
  });

  it("does not try again what a person has to mend", async () => {
    let calls = 0;
    const startOrJoin = async () => {
      calls += 1;
      throw new SetupFault("Detective", "no graph");
    };
    await expect(w.ask({}, { startOrJoin })).rejects.toThrow(SetupFault);
    expect(calls).toBe(1);
  });
});
