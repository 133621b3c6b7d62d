import { beforeEach, describe, expect, it } from "vitest";
import type { PrincipalRunning, PrincipalToStart } from "#domain/contract.ts";
import { ServiceUnavailable } from "#domain/errors.ts";
import { dayMs, hourMs, minuteMs } from "#domain/instant.ts";
import { startOrJoin } from "#functions/start-or-join/principal.ts";
import { anInvocation } from "#test/builders/invocation.ts";
import { FakeClaims, FakeClock, FakeDetective, FakeInvestigations, FakeLog, FakeRoles } from "#test/builders/ports.ts";
import { aPrincipal } from "#test/builders/slim-finding.ts";

const role = aPrincipal();
const toStart = (overrides: Partial<PrincipalToStart> = {}): PrincipalToStart => ({
  ...role,
  kind: "start",
  region: "eu-west-1",
  firstActivityAt: "2026-03-04T09:00:00.000Z",
  lastActivityAt: "2026-03-04T10:00:00.000Z",
  try: 1,
  ...overrides,
});

function world() {
  const clock = new FakeClock();
  const ports = {
    clock,
    detective: new FakeDetective(clock),
    investigations: new FakeInvestigations(),
    claims: new FakeClaims(),
    roles: new FakeRoles(),
    log: new FakeLog(),
    settings: { joinToleranceMinutes: 15 },
  };
  const asking = { invocation: anInvocation() };
  const ask = async (asked: PrincipalToStart) => (await startOrJoin(ports, asked, asking)) as PrincipalRunning;
  return { ...ports, ask };
}

describe("startOrJoin()", () => {
  let w = world();
  beforeEach(() => {
    w = world();
  });

  it("starts an investigation and waits for the first look when there is none", async () => {
    expect(await w.ask(toStart())).toEqual({
      ...toStart(),
      kind: "running",
      how: "started",
      graphArn: await w.detective.graph("eu-west-1"),
      investigationId: "1".repeat(21),
      createdAt: "2026-03-04T10:30:00.000Z",
      scopeStartAt: "2026-03-03T09:00:00.000Z",
      scopeEndAt: "2026-03-04T10:25:00.000Z",
      graphSince: "2025-06-01T00:00:00.000Z",
      waitSeconds: 160,
    });
    expect(w.log.outcomes).toEqual(["started"]);
  });

  it("joins what another execution started and waits only for what is left", async () => {
    const first = await w.ask(toStart());
    w.clock.at += minuteMs;
    const second = await w.ask(toStart());
    expect(second).toMatchObject({ how: "joined", investigationId: first.investigationId, waitSeconds: 100 });
    expect(w.detective.startCalls).toHaveLength(1);
  });

  it("starts once when many ask at the same time", async () => {
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => w.ask(toStart())));
    const names = asked.map((one) => (one.status === "rejected" ? one.reason.name : one.value.how));
    expect(names.filter((name) => name !== "ClaimInProgress")).toEqual(["started"]);
    expect(await w.ask(toStart())).toMatchObject({ how: "joined" });
    expect(w.detective.startCalls).toHaveLength(1);
  });

  it("starts another one when the latest does not reach the activity", async () => {
    await w.ask(toStart());
    w.clock.at += 3 * hourMs;
    const later = toStart({ lastActivityAt: "2026-03-04T13:00:00.000Z" });
    expect(await w.ask(later)).toMatchObject({ how: "started" });
    expect(w.detective.startCalls).toHaveLength(2);
  });

  it("adopts the investigation of a lost answer", async () => {
    w.detective.lostAnswer = new ServiceUnavailable("detective:StartInvestigation");
    await expect(w.ask(toStart())).rejects.toThrow(ServiceUnavailable);
    expect(await w.ask(toStart())).toMatchObject({ how: "adopted", waitSeconds: 160 });
    expect(w.detective.startCalls).toHaveLength(1);
  });

  it("joins what a caller kept that died before it could remember it", async () => {
    const { how, investigationId } = await w.ask(toStart());
    w.investigations.heads.clear();
    expect(how).toBe("started");
    expect(await w.ask(toStart())).toMatchObject({ how: "joined", investigationId });
    expect(w.investigations.heads.size).toBe(1);
  });

  it("adopts what was started without the path that it knows now", async () => {
    const scope = { startAt: w.clock.at - 48 * hourMs, endAt: w.clock.at - 5 * minuteMs };
    const createdAt = w.clock.at - minuteMs;
    const pathless = { id: "pathless", severity: "LOW", principalArn: role.arn, scope, createdAt } as const;
    w.detective.held.push({ ...pathless, status: "SUCCESSFUL" });
    const arn = role.arn.replace(":role/", ":role/team/blue/");
    const adopted = { how: "adopted", investigationId: "pathless" };
    expect(await w.ask(toStart({ arn, pathKnown: true }))).toMatchObject(adopted);
    w.investigations.heads.clear();
    w.roles.arns.set(role.identity, arn);
    expect(await w.ask(toStart({ pathKnown: false }))).toMatchObject({ investigationId: "pathless" });
    expect(w.detective.startCalls).toEqual([]);
  });

  it("adopts the newest that covers the activity, and none that FAILED or is too old", async () => {
    const scope = { startAt: w.clock.at - 48 * hourMs, endAt: w.clock.at - 5 * minuteMs };
    const known = { principalArn: role.arn, scope, createdAt: w.clock.at - minuteMs };
    w.detective.held.push(
      { ...known, id: "covers", status: "SUCCESSFUL", severity: "LOW", createdAt: w.clock.at - 2 * minuteMs },
      { ...known, id: "starts too late", status: "SUCCESSFUL", scope: { ...scope, startAt: w.clock.at - hourMs } },
      { ...known, id: "failed", status: "FAILED" },
      { ...known, id: "of another", status: "SUCCESSFUL", principalArn: "arn:aws:iam::111122223333:role/other" },
    );
    expect(await w.ask(toStart())).toMatchObject({ how: "adopted", investigationId: "covers", waitSeconds: 0 });
    expect(w.detective.startCalls).toEqual([]);
  });

  it("starts again for a second try, and neither joins nor adopts the investigation that FAILED", async () => {
    const { investigationId } = await w.ask(toStart());
    w.detective.finish(investigationId, { status: "FAILED" });
    const retry = toStart({ try: 2, retryOf: investigationId });
    const second = await w.ask(retry);
    expect(second).toMatchObject({ how: "started", try: 2 });
    expect(await w.ask(retry)).toMatchObject({ how: "joined", investigationId: second.investigationId });
    expect(w.detective.startCalls).toHaveLength(2);
  });

  it.each([
    { status: "SUCCESSFUL", how: "joined", starts: 1 },
    { status: "RUNNING", how: "started", starts: 2 },
    { status: "FAILED", how: "started", starts: 2 },
  ] as const)(
    "answers $how, an hour after the start, when the investigation is $status",
    async ({ status, how, starts }) => {
      const { investigationId } = await w.ask(toStart());
      w.detective.finish(investigationId, { status });
      w.clock.at += 61 * minuteMs;
      expect(await w.ask(toStart())).toMatchObject({ how });
      expect(w.detective.startCalls).toHaveLength(starts);
    },
  );

  it("answers not investigable, and frees the claim, when Detective does not know the principal", async () => {
    w.detective.unknownArns.add(role.arn);
    const answer = { kind: "not-investigable", reason: "unknown-to-detective" };
    expect(await w.ask(toStart())).toMatchObject(answer);
    expect(await w.ask(toStart())).toMatchObject(answer);
    expect(w.claims.kept.size).toBe(0);
    expect(w.log.outcomes).toEqual(Array(2).fill("not-investigable: unknown-to-detective"));
  });

  it("starts for new activity although an older investigation was adopted for older activity since", async () => {
    await w.ask(toStart({ firstActivityAt: "2026-03-01T09:00:00.000Z" }));
    w.clock.at += 3 * dayMs;
    const today = { firstActivityAt: "2026-03-07T09:00:00.000Z", lastActivityAt: "2026-03-07T10:00:00.000Z" };
    await w.ask(toStart(today));
    const late = toStart({ firstActivityAt: "2026-03-01T09:00:00.000Z" });
    for (const { id } of w.detective.held) w.detective.finish(id, { status: "SUCCESSFUL", severity: "LOW" });
    expect(await w.ask(late)).toMatchObject({ how: "adopted", investigationId: "1".padStart(21, "1") });
    expect(await w.ask(late)).toMatchObject({ how: "adopted" });

    w.clock.at += 3 * hourMs;
    const now = { firstActivityAt: "2026-03-07T12:00:00.000Z", lastActivityAt: "2026-03-07T13:00:00.000Z" };
    expect(await w.ask(toStart(now))).toMatchObject({ how: "started" });
    expect(w.detective.startCalls).toHaveLength(3);
  });

  it("starts after the latest, which it adopted because it had just succeeded", async () => {
    const { investigationId } = await w.ask(toStart());
    w.clock.at += 61 * minuteMs;
    const investigation = w.detective.investigation.bind(w.detective);
    w.detective.investigation = async (graphArn, id) => {
      const before = await investigation(graphArn, id);
      w.detective.finish(id, { status: "SUCCESSFUL", severity: "LOW" });
      return before && { ...before, createdAt: before.createdAt + 1_000 };
    };
    expect(await w.ask(toStart())).toMatchObject({ how: "adopted", investigationId });
    const later = toStart({ lastActivityAt: "2026-03-04T11:30:00.000Z" });
    expect(await w.ask(later)).toMatchObject({ how: "started" });
  });

  it("shares the second try with whoever needs a newer investigation at the same moment", async () => {
    const { investigationId } = await w.ask(toStart());
    w.detective.finish(investigationId, { status: "FAILED" });
    w.clock.at += 20 * minuteMs;
    const asked = [
      toStart({ try: 2, retryOf: investigationId }),
      toStart({ lastActivityAt: "2026-03-04T10:48:00.000Z" }),
    ];
    await Promise.allSettled(asked.map((one) => w.ask(one)));
    for (const one of asked) expect(await w.ask(one)).toMatchObject({ how: "joined" });
    expect(w.detective.startCalls).toHaveLength(2);
  });

  it("adopts the investigation of a lost answer although the finding tells of activity in the future", async () => {
    w.detective.lostAnswer = new ServiceUnavailable("detective:StartInvestigation");
    const ahead = toStart({ lastActivityAt: "2026-03-04T20:00:00.000Z" });
    await expect(w.ask(ahead)).rejects.toThrow(ServiceUnavailable);
    expect(await w.ask(ahead)).toMatchObject({ how: "adopted" });
    expect(w.detective.startCalls).toHaveLength(1);
  });

  it("calls Detective with the ARN that IAM tells", async () => {
    w.roles.arns.set(role.identity, "arn:aws:iam::111122223333:role/service/deploy");
    await w.ask(toStart({ pathKnown: false }));
    expect(w.detective.startCalls[0]?.principalArn).toBe("arn:aws:iam::111122223333:role/service/deploy");
  });
});
