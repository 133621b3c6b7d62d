import { describe, expect, it } from "vitest";
import type { IntakeMessage } from "#domain/batch.ts";
import { EnrichInput, InvestigateInput, type ReplayEnvelope, StartOrJoinOutput } from "#domain/contract.ts";
import { ServiceUnavailable } from "#domain/errors.ts";
import { minuteMs } from "#domain/instant.ts";
import { Settings } from "#domain/settings.ts";
import { createHandler as createCheck } from "#functions/check/handler.ts";
import { createHandler as createEnrich } from "#functions/enrich/handler.ts";
import { createHandler as createIngest } from "#functions/ingest/handler.ts";
import { createHandler as createStartOrJoin } from "#functions/start-or-join/handler.ts";
import { createHandler as createSweep } from "#functions/sweep/handler.ts";
import { aCustomActionEvent, anImportedEvent } from "#test/builders/event.ts";
import { anAccessKeyResource, anAsffFinding } from "#test/builders/finding.ts";
import { aStoredFinding } from "#test/builders/investigation.ts";
import { anInvocation } from "#test/builders/invocation.ts";
import {
  anIntakeMessage,
  FakeClaims,
  FakeClock,
  FakeDetective,
  FakeEventBus,
  FakeExecutions,
  FakeFindingRecords,
  FakeIntakeQueue,
  FakeInvestigations,
  FakeLog,
  FakeOpenGroups,
  FakeQueue,
  FakeReports,
  FakeRoles,
  FakeSecurityHub,
  FakeSlots,
  fakeBatch,
} from "#test/builders/ports.ts";

/** Where a handler dies: at its nth call of a port, before the call has its effect or after it. */
interface CrashPoint {
  readonly call: number;
  readonly when: "before" | "after";
}

const idOf = (n: number) => `arn:aws:guardduty:eu-west-1:111122223333:f/${n}`;
const findingAbout = (n: number, ...names: readonly string[]) =>
  anAsffFinding({
    Id: idOf(n),
    Resources: names.map((name) => anAccessKeyResource({ PrincipalName: name, PrincipalId: `AROA${name}:s` })),
  });

const messages: readonly IntakeMessage[] = [
  aCustomActionEvent(findingAbout(1, "a", "b"), findingAbout(2, "a"), { Id: "no more than this" }),
  anImportedEvent(findingAbout(3, "b")),
  anImportedEvent(findingAbout(3, "b")),
  anImportedEvent({ ...findingAbout(1, "a"), UpdatedAt: "2026-03-04T10:19:00.000Z" }),
].map((event, n) => anIntakeMessage(`m${n}`, JSON.stringify(event)));

/** Every port of every handler, each call of which may be the last. */
function world(crash?: CrashPoint) {
  const clock = new FakeClock();
  let calls = 0;
  const mortal = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name) {
        const member = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        // What was told before is remembered: no call that could die.
        if (name === "graphSince") return member.bind(target);
        return async (...given: unknown[]) => {
          const dies = ++calls === crash?.call;
          if (dies && crash?.when === "before") throw new ServiceUnavailable(String(name));
          const answer = await member.apply(target, given);
          if (dies) throw new ServiceUnavailable(String(name));
          return answer;
        };
      },
    });
  const fakes = {
    detective: new FakeDetective(clock),
    securityHub: new FakeSecurityHub(),
    records: new FakeFindingRecords(),
    executions: new FakeExecutions(),
    deadLetters: new FakeQueue(),
    intake: new FakeQueue(),
    eventBus: new FakeEventBus(),
    openGroups: new FakeOpenGroups(),
    reports: new FakeReports(),
  };
  for (const n of [1, 2, 3]) fakes.securityHub.hold(aStoredFinding({ id: idOf(n) }));
  const ports = {
    detective: mortal(fakes.detective),
    securityHub: mortal(fakes.securityHub),
    records: mortal(fakes.records),
    executions: mortal(fakes.executions),
    deadLetters: mortal(fakes.deadLetters),
    intake: mortal(fakes.intake),
    intakeQueue: mortal(new FakeIntakeQueue()),
    eventBus: mortal(fakes.eventBus),
    openGroups: mortal(fakes.openGroups),
    // A report that cannot be kept or read holds nothing up: the finding ends without its link (test/functions/check).
    reports: fakes.reports,
    slots: mortal(new FakeSlots(clock)),
    investigations: mortal(new FakeInvestigations()),
    claims: mortal(new FakeClaims()),
    roles: mortal(new FakeRoles()),
    batch: fakeBatch,
    clock,
    log: new FakeLog(),
    settings: Settings.parse({}),
  };
  return { ...fakes, clock, ports, calls: () => calls };
}
type World = ReturnType<typeof world>;

/** As a queue redelivers what was not taken, minutes later. */
async function deliver({ ports, openGroups }: World, given: readonly IntakeMessage[]) {
  const ingest = createIngest(ports);
  let due = given;
  for (let receives = 1; due.length > 0 && receives <= 5; receives++) {
    const received = due.map((message) => ({ ...message, receives }));
    const taken = await ingest(received, anInvocation()).catch(() => undefined);
    const failed = taken?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    due = due.filter(({ messageId }) => failed?.includes(messageId) ?? true);
    openGroups.announced.clear();
  }
  expect(due).toEqual([]);
}

/** As a state retries. */
async function retried<T>(work: (retryCount: number) => Promise<T>): Promise<T> {
  for (let retryCount = 0; ; retryCount++) {
    try {
      return await work(retryCount);
    } catch (error) {
      if (retryCount === 5) throw error;
    }
  }
}

/** As the state machine runs what was started. */
async function execute({ ports, detective, executions, clock }: World) {
  const [startOrJoin, check, enrich] = [createStartOrJoin(ports), createCheck(ports), createEnrich(ports)];
  for (const { input, executionArn } of executions.started) {
    if (executions.executions.get(executionArn)?.status !== "RUNNING") continue;
    for (const { findings, principals: named } of InvestigateInput.parse(JSON.parse(input)).groups) {
      const start = (retryCount: number) =>
        startOrJoin({ principals: named, executionArn, retryCount }, anInvocation());
      let { principals } = StartOrJoinOutput.parse(await retried(start));
      for (const { id } of detective.held) detective.finish(id, { status: "SUCCESSFUL", severity: "HIGH" });
      for (let next = "wait"; next === "wait"; clock.at += 3 * minuteMs) {
        const [finding] = findings;
        const before = { principals, executionArn, ...(finding && { group: { finding, findings: findings.length } }) };
        ({ next, principals } = await retried(() => check(before, anInvocation())));
      }
      await retried((retryCount) =>
        enrich(EnrichInput.parse({ findings, principals, executionArn, retryCount }), anInvocation()),
      );
    }
    executions.end(executionArn, "SUCCEEDED");
  }
}

async function lived(crash?: CrashPoint): Promise<World> {
  const w = world(crash);
  await deliver(w, messages);
  await execute(w);
  return w;
}

/**
 * What people see, save for the name of the execution that wrote it. Investigations are named by their principal: a group starts them
 * side by side, and a crash may change who comes first.
 */
function seen({ securityHub, detective }: World) {
  const text = JSON.stringify(
    [...securityHub.findings.values()].map(({ userDefinedFields: { gumshoeExecution: _, ...fields }, note }) => ({
      fields,
      note,
    })),
  );
  const named = detective.held.reduce((told, { id, principalArn }) => told.replaceAll(id, `of ${principalArn}`), text);
  return JSON.parse(named) as readonly { readonly fields: Readonly<Record<string, string>>; readonly note: unknown }[];
}

const calm = await lived();
const crashPoints = Array.from({ length: calm.calls() }, (_, n) => n + 1).flatMap((call) => [
  { call, when: "before" } as const,
  { call, when: "after" } as const,
]);

describe("the pipeline without a crash", () => {
  it("enriches every finding with one investigation for each principal, and parks the bad one once", () => {
    expect(seen(calm).map(({ fields }) => fields["investigate"])).toEqual(["complete", "complete", "complete"]);
    expect(calm.detective.startCalls).toHaveLength(2);
    expect(calm.deadLetters.codes).toEqual(["invalid-finding"]);
    expect(crashPoints.length).toBeGreaterThan(50);
  });
});

describe("the pipeline that dies", () => {
  it.each(crashPoints)("$when its call $call ends like one that does not", async (crash) => {
    const w = await lived(crash);
    expect(seen(w)).toEqual(seen(calm));
    expect(w.detective.startCalls).toHaveLength(2);
    expect([...new Set(w.deadLetters.codes)]).toEqual(["invalid-finding"]);
    expect((w.deadLetters.sent as ReplayEnvelope[]).every(({ raw }) => raw !== undefined)).toBe(true);

    // Whatever mark a crash left behind, the sweep takes it away without sending anything again.
    w.clock.at += 31 * minuteMs;
    await createSweep(w.ports)({}, anInvocation());
    expect(w.intake.sent).toEqual([]);
    expect([...w.records.records.values()].filter(({ inFlight }) => inFlight)).toEqual([]);

    const before = JSON.stringify([...w.securityHub.findings.values()]);
    const again = messages.map(({ body }, n) => anIntakeMessage(`again ${n}`, body));
    await deliver(w, again);
    await execute(w);
    expect(JSON.stringify([...w.securityHub.findings.values()])).toBe(before);
    expect(w.detective.startCalls).toHaveLength(2);
  });
});
