import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Checkpoint, firstCheckpoint, type Selection } from "#cli/backfill/checkpoint.ts";
import { type BackfillOptions, type BackfillPorts, backfill } from "#cli/commands/backfill.ts";
import { ServiceUnavailable, SetupFault, Throttled } from "#domain/errors.ts";
import type { FindingPage, FindingQuery } from "#domain/existing-finding.ts";
import type { JsonObject } from "#domain/json.ts";
import { anAsffFinding } from "#test/builders/finding.ts";
import { FakeClock, FakeFindingRecords, FakeQueue } from "#test/builders/ports.ts";

const until = Date.parse("2026-03-04T12:00:00.000Z");
const sinceMs = until - 24 * 3_600_000;
const product = "arn:aws:securityhub:eu-west-1::product/aws/guardduty";
const selection: Selection = {
  accountId: "111122223333",
  region: "eu-west-1",
  stack: "Gumshoe",
  since: "1d",
  severity: "MEDIUM",
};

/** The nth finding: updated n seconds after ten. */
const updated = (n: number, over: object = {}): JsonObject =>
  anAsffFinding({ Id: `f/${n}`, UpdatedAt: new Date(until - 7_200_000 + n * 1_000).toISOString(), ...over });

/** Security Hub with findings for the first pass, in pages; every query is written down. */
function world(all: readonly JsonObject[], sequences: readonly JsonObject[] = [], pageSize = 100) {
  const clock = new FakeClock(until);
  const calls: { readonly query: FindingQuery; readonly token: string | undefined; readonly at: number }[] = [];
  const turns: number[] = [];
  const checkpoints: Checkpoint[] = [];
  const records = new FakeFindingRecords();
  const intake = new FakeQueue();
  const state = { removed: false, expire: false, trouble: undefined as Error | undefined };
  const page = async (query: FindingQuery, token: string | undefined): Promise<FindingPage> => {
    calls.push({ query, token, at: clock.now() });
    if (state.trouble) throw state.trouble;
    if (token !== undefined && state.expire) {
      state.expire = false;
      return { kind: "expired" };
    }
    const listed = (query.pass === "principals" ? all : sequences).filter(
      ({ UpdatedAt }) => Date.parse(String(UpdatedAt)) >= query.since,
    );
    const from = Number(token ?? 0);
    const next = from + pageSize < listed.length ? String(from + pageSize) : undefined;
    return { kind: "page", findings: listed.slice(from, from + pageSize), next };
  };
  const ports: BackfillPorts = {
    findings: { page, named: async () => [] },
    awaitTurn: async () => {
      turns.push(clock.now());
    },
    records,
    intake,
    clock,
    newId: () => "e",
    checkpoints: {
      read: async () => checkpoints.at(-1),
      write: async (checkpoint) => void checkpoints.push(checkpoint),
      remove: async () => {
        state.removed = true;
      },
    },
    watch: () => {},
    interrupted: () => false,
  };
  const run = (over: Partial<BackfillOptions> = {}, portsOver: Partial<BackfillPorts> = {}) =>
    backfill(
      { ...ports, ...portsOver },
      {
        from: checkpoints.at(-1) ?? firstCheckpoint(selection, { since: sinceMs, until }),
        ratePerSecond: 5,
        limit: 1_000,
        pagesMax: 1_000,
        dryRun: false,
        ...over,
      },
    );
  const ids = () =>
    intake.sent.map((message) => ("bare" in message ? JSON.parse(message.bare).detail.findings[0].Id : "no body"));
  return { run, ports, clock, calls, turns, checkpoints, records, intake, ids, state };
}

/** Dies right before or after a send or a write of the checkpoint, once as many went well. */
function dyingPorts(ports: BackfillPorts, deed: string, after: number): Partial<BackfillPorts> {
  let done = 0;
  const dying =
    <T>(name: string, work: (given: T) => Promise<void>) =>
    async (given: T) => {
      const isDue = deed.endsWith(name) && done === after;
      done += Number(deed.endsWith(name));
      if (isDue && deed.startsWith("before")) throw new Error("killed");
      await work(given);
      if (isDue) throw new Error("killed");
    };
  return {
    intake: { send: dying("send", ports.intake.send.bind(ports.intake)) },
    checkpoints: { ...ports.checkpoints, write: dying("write", ports.checkpoints.write) },
  };
}

const findings = (count: number) => Array.from({ length: count }, (_, n) => updated(n));
const settled = {
  version: "2026-03-04T23:00:00Z",
  principals: ["aws/111122223333/role/deploy"],
  executionArn: "arn:x",
};

describe("backfill()", () => {
  it("queues what is not covered, counts the rest by reason, and removes its checkpoint at the end", async () => {
    const sample = updated(3, { Sample: true });
    const w = world([...findings(3), sample, updated(4, { AwsAccountId: "nobody" })]);
    w.records.records.set(JSON.stringify([product, "f/1"]), {
      productArn: product,
      id: "f/1",
      settled: { ...settled, outcome: "enriched" },
    });
    const report = await w.run();
    expect(report).toMatchObject({
      done: true,
      read: 5,
      queued: 2,
      failed: 1,
      left: { "already-covered": 1, sample: 1 },
      queuedBySeverity: { HIGH: 2 },
      queuedByProduct: { GuardDuty: 2 },
      failures: [{ id: "f/4" }],
    });
    expect(w.ids()).toEqual(["f/0", "f/2"]);
    expect(w.state.removed).toBe(true);
  });

  it("waits for its turn before every call of GetFindings, a repeated one too", async () => {
    const w = world(findings(4), [], 1);
    await w.run();
    expect(w.turns).toEqual(w.calls.map(({ at }) => at));

    const throttled = world(findings(4));
    throttled.state.trouble = new Throttled("securityhub:GetFindings");
    await throttled.run();
    expect(throttled.calls).toHaveLength(6);
    expect(throttled.turns).toHaveLength(6);
  });

  it("queues no faster than asked", async () => {
    const slow = world(findings(40));
    const beganAt = slow.clock.now();
    await slow.run({ ratePerSecond: 5 });
    expect(slow.clock.now() - beganAt).toBeGreaterThanOrEqual((40 / 5 - 1) * 1_000);
    expect(slow.checkpoints.map(({ tally }) => tally.queued).slice(0, 3)).toEqual([5, 10, 15]);
  });

  it("repeats at most one send when it is killed between the send and its checkpoint", async () => {
    const w = world(findings(20));
    let sends = 0;
    const send: BackfillPorts["intake"]["send"] = async (messages) => {
      await w.intake.send(messages);
      sends += 1;
      if (sends === 2) throw new Error("killed");
    };
    const killed = await w.run({}, { intake: { send } });
    expect(killed).toMatchObject({ done: false, stopped: "trouble", trouble: "killed", queued: 5 });
    const report = await w.run();
    expect(report).toMatchObject({ done: true, read: 20, queued: 20 });
    const twice = w.ids().filter((id, at) => w.ids().indexOf(id) !== at);
    expect(twice).toEqual(["f/5", "f/6", "f/7", "f/8", "f/9"]);
    expect(new Set(w.ids()).size).toBe(20);
  });

  it("sends every finding, whatever it is killed at, and repeats one send a kill at most", async () => {
    const deeds = ["before-send", "after-send", "before-write", "after-write"] as const;
    const kills = fc.array(fc.record({ deed: fc.constantFrom(...deeds), after: fc.nat({ max: 6 }) }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(kills, fc.integer({ min: 0, max: 3 }), async (killed, second) => {
        // Some share a second, as imports in bulk do.
        const all = Array.from({ length: 45 }, (_, n) => updated(Math.floor(n / (1 + second * 7)), { Id: `f/${n}` }));
        const w = world(all, [], 20);
        for (const { deed, after } of killed) await w.run({ ratePerSecond: 10 }, dyingPorts(w.ports, deed, after));
        const report = await w.run({ ratePerSecond: 10 });
        expect(report).toMatchObject({ done: true, read: 45, queued: 45 });
        expect(new Set(w.ids())).toEqual(new Set(all.map(({ Id }) => Id)));
        expect(w.ids().length - 45).toBeLessThanOrEqual(10 * killed.length);
      }),
      { numRuns: 60 },
    );
  });

  it("stops at its limit, and goes on from there", async () => {
    const w = world(findings(12));
    expect(await w.run({ limit: 7 })).toMatchObject({ done: false, stopped: "limit", queued: 7 });
    expect(await w.run({ limit: 7 })).toMatchObject({ done: true, queued: 12 });
    expect(w.ids()).toEqual(findings(12).map(({ Id }) => Id));
  });

  it("stops when it is asked to, after the present send", async () => {
    const w = world(findings(12));
    const interrupted = () => w.intake.sent.length >= 5;
    expect(await w.run({}, { interrupted })).toMatchObject({ done: false, stopped: "interrupted", queued: 5 });
  });

  it("begins the listing anew at its position when Security Hub no longer takes the token", async () => {
    const w = world(findings(6), [], 4);
    w.state.expire = true;
    expect(await w.run()).toMatchObject({ done: true, read: 6, queued: 6 });
    expect(w.ids()).toEqual(findings(6).map(({ Id }) => Id));
    expect(w.calls.map(({ query, token }) => [query.pass, query.since > sinceMs, token])).toEqual([
      ["principals", false, undefined],
      ["principals", false, "4"],
      ["principals", true, undefined],
      ["attack-sequences", false, undefined],
    ]);
  });

  it("takes attack sequences in a pass of their own, those that the first pass has told left out", async () => {
    const sequence = updated(9, { Types: ["TTPs/AttackSequence:IAM/CompromisedCredentials"], Resources: [] });
    const w = world([updated(1)], [updated(1), sequence]);
    expect(await w.run()).toMatchObject({ read: 2, queued: 2, left: {} });
    expect(w.ids()).toEqual(["f/1", "f/9"]);
  });

  it("leaves findings of other Regions out", async () => {
    const from = firstCheckpoint({ ...selection, regionMatch: "^eu-" }, { since: sinceMs, until });
    const w = world([updated(1), updated(2, { Region: "us-east-1" })]);
    expect(await w.run({ from })).toMatchObject({ read: 2, queued: 1, left: { "other-region": 1 } });
  });

  it("tells the first pages alone in a survey, and whether there is more", async () => {
    expect(await world(findings(5), [], 2).run({ pagesMax: 2 })).toMatchObject({
      done: false,
      stopped: "survey",
      read: 4,
    });
    expect(await world(findings(2), [], 2).run({ pagesMax: 2 })).toMatchObject({ done: true, read: 2 });
  });

  it("waits out what passes, for a minute, and stops with its checkpoint kept", async () => {
    const w = world(findings(3));
    w.state.trouble = new ServiceUnavailable("securityhub:GetFindings");
    expect(await w.run()).toMatchObject({ stopped: "trouble", trouble: w.state.trouble.message });
    expect(w.clock.now() - until).toBe(60_000);
    expect(w.state.removed).toBe(false);
  });

  it("stops at once for what a person has to mend", async () => {
    const w = world(findings(3));
    w.state.trouble = new SetupFault("securityhub:GetFindings", "AccessDenied");
    expect(await w.run()).toMatchObject({ stopped: "trouble" });
    expect(w.calls).toHaveLength(1);
  });
});
