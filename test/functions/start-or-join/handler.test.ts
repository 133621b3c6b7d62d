import { beforeEach, describe, expect, it } from "vitest";
import { type PrincipalState, type PrincipalToStart, StartOrJoinOutput } from "#domain/contract.ts";
import { ClaimInProgress, ServiceUnavailable, SetupFault, Throttled } from "#domain/errors.ts";
import { minuteMs } from "#domain/instant.ts";
import { startRetriesMax } from "#domain/start-trouble.ts";
import { createHandler } from "#functions/start-or-join/handler.ts";
import { anInvocation } from "#test/builders/invocation.ts";
import { FakeClaims, FakeClock, FakeDetective, FakeInvestigations, FakeLog, FakeRoles } from "#test/builders/ports.ts";
import { aPrincipal } from "#test/builders/slim-finding.ts";
import release from "../../cases/first-release.json" with { type: "json" };

const toStart = (name: string, overrides: Partial<PrincipalToStart> = {}): PrincipalToStart => ({
  ...aPrincipal({ name }),
  kind: "start",
  region: "eu-west-1",
  firstActivityAt: "2026-03-04T09:00:00.000Z",
  lastActivityAt: "2026-03-04T10:00:00.000Z",
  try: 1,
  ...overrides,
});
const names = ["a", "b", "c", "d", "e", "f", "g", "h"];

function world() {
  const clock = new FakeClock();
  const detective = new FakeDetective(clock);
  /** What starting the principal of that name throws. */
  const troubles = new Map<string, unknown>();
  const ports = {
    ...{ clock, detective, claims: new FakeClaims(), roles: new FakeRoles(), log: new FakeLog() },
    investigations: new FakeInvestigations(),
    settings: { joinToleranceMinutes: 15 },
  };
  const handler = createHandler(ports);
  let startedAtOnceMax = 0;
  let atWork = 0;
  const start = detective.start.bind(detective);
  detective.start = async (graphArn, principalArn, scope) => {
    startedAtOnceMax = Math.max(startedAtOnceMax, ++atWork);
    await new Promise(setImmediate);
    atWork--;
    const trouble = troubles.get(principalArn.split("/").at(-1) ?? "");
    if (trouble !== undefined) throw trouble;
    return start(graphArn, principalArn, scope);
  };
  const ask = async (principals: readonly PrincipalState[], retryCount = 0, msLeft = () => 60_000) => {
    const invocation = anInvocation({ getRemainingTimeInMillis: msLeft });
    return StartOrJoinOutput.parse(await handler({ principals, retryCount, executionArn: "arn:e" }, invocation));
  };
  const kindsOf = ({ principals }: StartOrJoinOutput) => principals.map(({ kind }) => kind);
  return { ...ports, handler, troubles, ask, kindsOf, startedAtOnceMax: () => startedAtOnceMax };
}

describe("start-or-join", () => {
  let w = world();
  beforeEach(() => {
    w = world();
  });

  it("gives every principal an investigation, five at once, in the order of the group", async () => {
    const { principals, waitSeconds } = await w.ask(names.map((name) => toStart(name)));
    expect(principals).toMatchObject(
      names.map((name) => ({ name, kind: "running", how: "started", waitSeconds: 160 })),
    );
    expect(waitSeconds).toBe(160);
    expect(w.startedAtOnceMax()).toBe(5);
    expect(w.log.lines[0]).toMatchObject({ outcome: "started", executionArn: "arn:e" });
  });

  it("leaves alone who needs none, and waits for whoever takes longest", async () => {
    const first = await w.ask([toStart("a"), toStart("b")]);
    const [a, b] = first.principals;
    if (a?.kind !== "running" || b?.kind !== "running") throw new Error("both are to run");
    w.clock.at += minuteMs;
    const again = await w.ask([{ ...a, waitSeconds: 7 }, toStart("c"), toStart("b")]);
    expect(again.principals).toMatchObject([
      { name: "a", waitSeconds: 7 },
      { name: "c", how: "started", waitSeconds: 160 },
      { name: "b", how: "joined", investigationId: b.investigationId, waitSeconds: 100 },
    ]);
    expect(again.waitSeconds).toBe(160);
  });

  it("answers for a group without principals: there is nothing to wait for", async () => {
    expect(await w.ask([])).toEqual({ principals: [], waitSeconds: 0 });
  });

  it.each([
    { what: "SetupFault", trouble: new SetupFault("Detective", "no graph"), error: "SetupFault" },
    { what: "an error that nobody expects", trouble: new TypeError("x is not a function"), error: "TypeError" },
    { what: "what is no error at all", trouble: "odd", error: "Error" },
  ])("fails the one principal that meets $what, and no other", async ({ trouble, error }) => {
    w.troubles.set("b", trouble);
    const { principals } = await w.ask([toStart("a"), toStart("b"), toStart("c")]);
    expect(principals).toMatchObject([{ kind: "running" }, { name: "b", kind: "failed", error }, { kind: "running" }]);
    expect(w.log.outcomes).toContain(`failed: ${error}`);
  });

  it.each([
    new Throttled("detective:StartInvestigation"),
    new ServiceUnavailable("detective:StartInvestigation"),
    new ClaimInProgress("key"),
  ])("starts all others before it throws $name, and joins them when it is asked again", async (trouble) => {
    w.troubles.set("a", trouble);
    const group = names.map((name) => toStart(name));
    await expect(w.ask(group)).rejects.toThrow(trouble);
    expect(w.detective.startCalls).toHaveLength(names.length - 1);
    expect(w.log.warnings).toMatchObject([{ outcome: "missed", reason: trouble.name, principalArn: group[0]?.arn }]);

    w.troubles.clear();
    w.clock.at += minuteMs;
    const { principals, waitSeconds } = await w.ask(group, 1);
    const hows = principals.map((one) => (one.kind === "running" ? one.how : one.kind));
    expect(hows).toEqual(["started", ...names.slice(1).map(() => "joined")]);
    expect(waitSeconds).toBe(160);
    expect(w.detective.startCalls).toHaveLength(names.length);
  });

  it("joins its own second tries when it is asked again, and starts no third", async () => {
    const { principals } = await w.ask([toStart("a"), toStart("b")]);
    const retries = principals.map((one) => {
      if (one.kind !== "running") throw new Error("both are to run");
      w.detective.finish(one.investigationId, { status: "FAILED" });
      return toStart(one.name, { try: 2, retryOf: one.investigationId });
    });
    w.troubles.set("b", new Throttled("detective:StartInvestigation"));
    await expect(w.ask(retries)).rejects.toThrow(Throttled);
    w.clock.at += 50 * minuteMs;
    await expect(w.ask(retries, 1)).rejects.toThrow(Throttled);
    w.troubles.clear();
    const { principals: last } = await w.ask(retries, 2);
    expect(last).toMatchObject([
      { how: "joined", try: 2 },
      { how: "started", try: 2 },
    ]);
    expect(w.detective.startCalls).toHaveLength(4);
  });

  it("begins no start for which no time is left: those are for the next try", async () => {
    let msLeft = 60_000;
    const group = names.map((name) => toStart(name));
    await expect(w.ask(group, 0, () => (msLeft -= 8_000))).rejects.toThrow(/no time is left/);
    expect(w.detective.startCalls).toHaveLength(3);
    expect(w.kindsOf(await w.ask(group, 1))).toEqual(names.map(() => "running"));
    expect(w.detective.startCalls).toHaveLength(names.length);
  });

  it("fails those for whom the retries have run out, and keeps what the others have", async () => {
    w.troubles.set("b", new Throttled("detective:StartInvestigation"));
    const group = [toStart("a"), toStart("b")];
    await expect(w.ask(group, startRetriesMax - 1)).rejects.toThrow(Throttled);
    const { principals, waitSeconds } = await w.ask(group, startRetriesMax);
    expect(principals).toMatchObject([
      { kind: "running", how: "joined" },
      { kind: "failed", error: "Throttled", cause: expect.stringContaining("detective:StartInvestigation") },
    ]);
    expect(waitSeconds).toBe(160);
  });

  it("serves the executions of the first release, which ask for one principal at a time", async () => {
    expect(await w.handler(release.startOrJoinInput, anInvocation())).toMatchObject({
      kind: "running",
      how: "started",
      identity: release.startOrJoinInput.identity,
    });
    w.troubles.set("deploy", new SetupFault("Detective", "no graph"));
    w.investigations.heads.clear();
    w.claims.kept.clear();
    w.detective.held.length = 0;
    await expect(w.handler(release.startOrJoinInput, anInvocation())).rejects.toThrow(SetupFault);
  });

  it("throws when the input is no group", async () => {
    await expect(w.ask([{ ...toStart("a"), try: 3 }])).rejects.toThrow(/principals/);
  });
});
