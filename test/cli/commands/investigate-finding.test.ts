import { beforeEach, describe, expect, it } from "vitest";
import { investigateFinding } from "#cli/commands/investigate-finding.ts";
import type { SettledVersion } from "#domain/finding-record.ts";
import { actionRequest } from "#domain/finding-request.ts";
import { findingKeyText } from "#domain/key.ts";
import { anAsffFinding } from "#test/builders/finding.ts";
import { executionArnOf, FakeClock, FakeFindingRecords, FakeQueue } from "#test/builders/ports.ts";

const raw = anAsffFinding();
const sender = { accountId: "111122223333", region: "eu-west-1", at: 0, eventId: "e" };
const asked = actionRequest(raw, "arn:aws:securityhub:eu-west-1:111122223333:action/custom/Investigate", sender);
if (asked.kind !== "readable") throw new Error("a readable request is wanted");
const request = asked;
const { id, productArn, version } = request.finding;
const [before, ours] = [executionArnOf("before"), executionArnOf("ours")];
const end = (executionArn: string, outcome: SettledVersion["outcome"] = "enriched"): SettledVersion => ({
  version,
  outcome,
  principals: [],
  executionArn,
});

/** A pipeline that does one step each time somebody sleeps. */
function world() {
  const records = new FakeFindingRecords();
  const intake = new FakeQueue();
  const told: string[] = [];
  const steps: (() => void)[] = [];
  const stored = { ...raw } as Record<string, unknown>;
  const clock = new FakeClock();
  const sleep = async (ms: number) => {
    clock.at += ms;
    steps.shift()?.();
  };
  const record = (over: object) =>
    void records.records.set(findingKeyText(request.finding), { id, productArn, ...over });
  const flight = (executionArn: string) => ({ version, principals: [], executionArn, since: 0 });
  const ports = {
    findings: { named: async () => [stored] },
    records,
    intake,
    clock: { now: () => clock.now(), sleep },
    tell: (sentence: string) => void told.push(sentence),
  };
  const ask = (wait = true, signal = new AbortController().signal) =>
    investigateFinding(ports, { request, wait, signal });
  return { ask, record, flight, steps, stored, intake, told, clock };
}

describe("investigateFinding()", () => {
  let w = world();
  beforeEach(() => {
    w = world();
  });

  it("sends what a click would send, and leaves when it is not to wait", async () => {
    expect(await w.ask(false)).toMatchObject({
      kind: "finding",
      id,
      outcome: "requested",
      principals: ["aws/111122223333/role/deploy"],
    });
    expect(w.intake.sent).toEqual([request.message]);
  });

  it("waits until the execution that takes it on has settled it, and tells what it wrote", async () => {
    w.record({ settled: end(before) });
    w.steps.push(
      () => w.record({ settled: end(before), inFlight: w.flight(ours) }),
      () => w.record({ settled: end(before), inFlight: w.flight(ours) }),
      () => {
        w.record({ settled: end(ours) });
        w.stored["Note"] = { Text: "Detective verdict HIGH" };
        w.stored["UserDefinedFields"] = { gumshoeExecution: ours, gumshoeVerdict: "HIGH", team: "red" };
      },
    );
    expect(await w.ask()).toMatchObject({
      outcome: "enriched",
      executionArn: ours,
      execution: expect.stringContaining("states/home"),
      note: "Detective verdict HIGH",
      told: { verdict: "HIGH", execution: ours },
    });
  });

  it("does not take the end of an execution that had the finding before for its own", async () => {
    w.record({ inFlight: w.flight(before) });
    w.steps.push(
      () => w.record({ settled: end(before, "parked") }),
      () => w.record({ settled: end(before, "parked"), inFlight: w.flight(ours) }),
      () => w.record({ settled: end(ours, "partial") }),
      () => void Object.assign(w.stored, { UserDefinedFields: { gumshoeExecution: ours } }),
    );
    expect(await w.ask()).toMatchObject({ outcome: "partial", executionArn: ours });
  });

  it("says that it was requested when the waiting is ended", async () => {
    const ended = new AbortController();
    w.steps.push(() => ended.abort());
    expect(await w.ask(true, ended.signal)).toMatchObject({ outcome: "requested" });
  });

  it("gives up after four hours", async () => {
    const beganAt = w.clock.now();
    expect(await w.ask()).toMatchObject({ outcome: "requested" });
    expect(w.clock.now() - beganAt).toBe(4 * 3_600_000);
  });
});
