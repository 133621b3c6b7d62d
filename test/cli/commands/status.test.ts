import { describe, expect, it } from "vitest";
import { type StatusPorts, statusReader } from "#cli/commands/status.ts";
import { paintFor } from "#cli/paint.ts";
import { renderStatus, renderStatusLine } from "#cli/status/render-status.ts";
import type { StatusReport } from "#cli/status/status-report.ts";
import type { ExecutionDetail } from "#domain/execution-archive.ts";
import { FakeClock } from "#test/builders/ports.ts";

const machine = "arn:aws:states:eu-west-1:111122223333:execution:investigate";
const output = JSON.stringify({ groups: 1, enriched: 2, notInvestigable: 1, parked: 1, unchanged: 1, left: 0 });

function aWorld(executions: number, over: Partial<StatusPorts> = {}) {
  const clock = new FakeClock();
  const details = Array.from({ length: executions }, (_, n): ExecutionDetail => {
    const base = {
      executionArn: `${machine}:${n}`,
      name: `${n}`,
      startedAt: clock.at - n * 1_000,
      redriveCount: 0,
      input: "{}",
    };
    if (n === 0) return { ...base, status: "RUNNING" };
    if (n === 1) return { ...base, status: "FAILED", endedAt: clock.at, error: "States.Runtime", cause: "too much" };
    return { ...base, status: "SUCCEEDED", endedAt: clock.at, output };
  });
  const described: string[] = [];
  const empty = { visible: 0, held: 0, retentionSeconds: 1 };
  const queue = { depth: async () => empty, receive: async () => [], hold: async () => [], remove: async () => [] };
  const ports: StatusPorts = {
    archive: {
      arnOf: (name) => name,
      async *list() {
        yield details;
      },
      describe: async (arn) => {
        described.push(arn);
        return details.find(({ executionArn }) => executionArn === arn);
      },
      async *history() {},
      redrive: async () => ({ kind: "refused", why: "" }),
    },
    intake: { depth: async () => ({ visible: 3, held: 1, retentionSeconds: 1 }) },
    deadLetters: queue,
    setUp: { stack: async () => undefined, alarms: async () => [], oldestMessageSeconds: async () => 61 },
    clock,
    ...over,
  };
  return { read: statusReader(ports, { stack: "Gumshoe", intakeQueueName: "intake" }), described, clock };
}

describe("statusReader()", () => {
  it("sums up what executions answered, and tells the last error", async () => {
    const { read, described } = aWorld(4);
    expect(await read()).toMatchObject({
      intake: { waiting: 3, held: 1, oldestSeconds: 61 },
      recent: {
        executions: 4,
        isWhole: true,
        running: 1,
        failed: 1,
        enriched: 4,
        notInvestigable: 2,
        parked: 2,
        unchanged: 2,
      },
      deadLetters: { waiting: 0, sampled: 0 },
      lastError: { from: "execution", what: "1", message: "States.Runtime: too much" },
    });
    expect(described).toHaveLength(3);
    await read();
    expect(described).toHaveLength(3);
  });

  it("reads the latest 100 executions, and says that there are more", async () => {
    const { read, described } = aWorld(150);
    expect(await read()).toMatchObject({ recent: { executions: 100, isWhole: false, enriched: 196 } });
    expect(described).toHaveLength(99);
  });

  it("shows what can be read when one service refuses", async () => {
    const depth = () => Promise.reject(new Error("Cannot call sqs:GetQueueAttributes: denied"));
    const { read } = aWorld(2, { intake: { depth } });
    const report = await read();
    expect(report.intake).toEqual({ unread: "Cannot call sqs:GetQueueAttributes: denied" });
    expect(report.recent).toMatchObject({ executions: 2 });
    expect(renderStatus(report, { paint: paintFor({}), columns: 100 })).toContain("cannot be read: Cannot call");
  });
});

const report: StatusReport = {
  at: "2026-11-20T12:00:00.000Z",
  stack: "Gumshoe",
  intake: { waiting: 0, held: 0 },
  recent: {
    ...{ executions: 100, isWhole: false, since: "", running: 2, failed: 1 },
    ...{ enriched: 5, notInvestigable: 1, parked: 2, unchanged: 0, left: 1 },
  },
  deadLetters: {
    ...{ waiting: 4_200, held: 10, sampled: 100, isWhole: false, notGivenBack: 0 },
    reasons: [
      { reason: "setup-fault", messages: 90, findings: 90, oldest: "", newest: "", replay: "when-mended" },
      { reason: "workflow-failed", messages: 10, findings: 30, oldest: "", newest: "", replay: "yes" },
    ],
  },
  outlets: [
    { of: "webhook", waiting: 3, held: 0 },
    { of: "notify", unread: "denied" },
  ],
  alarms: { alarms: 3, ringing: [{ name: "DeadLetter/NotEmpty", reason: "1 datapoint" }] },
  lastError: { at: "2026-11-20T11:00:00.000Z", from: "dead-letter", what: "setup-fault", message: "no graph" },
};

describe("statusReader()", () => {
  it("counts the dead letters of those outside who are told", async () => {
    const outlet = (of: string, depth: () => Promise<{ visible: number; held: number; retentionSeconds: number }>) => ({
      ...{ of, deadLetters: { depth } },
    });
    const { read } = aWorld(0, {
      outlets: [
        outlet("webhook", async () => ({ visible: 2, held: 1, retentionSeconds: 60 })),
        outlet("notify", () => Promise.reject(new Error("denied"))),
      ],
    });
    expect((await read()).outlets).toEqual([
      { of: "webhook", waiting: 2, held: 1 },
      { of: "notify", unread: "denied" },
    ]);
  });
});

describe("renderStatus()", () => {
  it("says which sums are of a part only", () => {
    const text = renderStatus(report, { paint: paintFor({}), columns: 100 });
    for (const told of [
      "intake        empty",
      "5 enriched · 1 not investigable · 2 parked · 1 left to the sweep",
      "100 executions (the latest: there are more): 2 running, 1 failed",
      "4,200 messages waiting, 10 in other hands · reasons of 100 of them",
      "    90  setup-fault  90 findings",
      "webhook       3 dead letters waiting, 0 in somebody's hands: gumshoe dlq list --of webhook",
      "notify        cannot be read: denied",
      "DeadLetter/NotEmpty: 1 datapoint",
      "2026-11-20 11:00:00 UTC · dead letter setup-fault",
    ]) {
      expect(text).toContain(told);
    }
  });
});

describe("renderStatusLine()", () => {
  it("tells the same in one line", () => {
    expect(renderStatusLine(report)).toBe(
      "2026-11-20T12:00:00.000Z intake 0 · running 2 · enriched 5 · not investigable 1 · parked 2 · failed executions 1 · dead letters 4210 · webhook 3 · notify ? · ALARM 1",
    );
  });
});
