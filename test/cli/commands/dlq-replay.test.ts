import { describe, expect, it } from "vitest";
import { type DlqReplayPorts, dlqReplay } from "#cli/commands/dlq-replay.ts";
import type { Decision } from "#cli/confirmation.ts";
import { aDeadLetterMessage, FakeHoldingQueue } from "#test/builders/dead-letter.ts";
import { aReplayEnvelope } from "#test/builders/event.ts";
import { FakeClock } from "#test/builders/ports.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";

const letter = (id: string, over: object = {}) =>
  aDeadLetterMessage({
    messageId: id,
    body: JSON.stringify(aReplayEnvelope({ finding: aSlimFinding({ id }), ...over })),
  });
const letters = (count: number) => Array.from({ length: count }, (_, n) => letter(`m${n}`));
const options = { selection: {}, rate: 10, maxAttempts: 5, resetAttempts: false };

function aWorld(messages = letters(3)) {
  const clock = new FakeClock();
  const queue = new FakeHoldingQueue(clock, messages);
  const intake = new FakeHoldingQueue(clock);
  const ports = { clock, queue, intake, decide: async (): Promise<Decision> => "go" } satisfies DlqReplayPorts;
  return { clock, queue, intake, ports };
}

const sentIds = (intake: FakeHoldingQueue) => intake.sent.map(({ messageId }) => messageId).sort();

describe("dlqReplay()", () => {
  it("sends every selected message, removes it, and leaves the others", async () => {
    const { queue, intake, ports } = aWorld([...letters(3), letter("other", { attempt: 5 })]);
    const report = await dlqReplay(ports, { ...options, selection: { attempt: { min: 0, max: 4 } } });
    expect(report).toMatchObject({ decision: "go", replayed: 3, notReplayed: [], notRemoved: [] });
    expect(sentIds(intake)).toEqual(["m0", "m1", "m2"]);
    expect(queue.ids).toEqual(["other"]);
    expect(queue.hidden).toBe(0);
  });

  it("shows its plan before anything is done: what it would send, and what would come back exhausted", async () => {
    const { queue, intake, ports } = aWorld([letter("a"), letter("b", { attempt: 5 })]);
    const hidden: number[] = [];
    const decide: DlqReplayPorts["decide"] = async () => {
      hidden.push(queue.hidden);
      return "dry-run";
    };
    const report = await dlqReplay({ ...ports, decide }, options);
    expect(report).toMatchObject({
      decision: "dry-run",
      plan: {
        messages: 2,
        findings: 2,
        exhausted: 1,
        rate: 10,
        reasons: [{ reason: "service-unavailable", messages: 2 }],
      },
      replayed: 0,
    });
    expect(hidden).toEqual([0]);
    expect(intake.sent).toEqual([]);
    expect(queue.ids).toEqual(["a", "b"]);
  });

  it("asks nobody when there is nothing to do", async () => {
    const { ports } = aWorld([]);
    const decide = () => Promise.reject(new Error("asked"));
    expect(await dlqReplay({ ...ports, decide }, options)).toMatchObject({ replayed: 0, plan: { messages: 0 } });
  });

  it("asks nobody about a plan that was interrupted half-made, and gives back what it had", async () => {
    const { queue, intake, ports } = aWorld(letters(25));
    const asked = new AbortController();
    queue.onEffect = () => asked.abort();
    const decide = () => Promise.reject(new Error("asked"));
    const report = await dlqReplay({ ...ports, decide }, { ...options, signal: asked.signal });
    expect(report).toMatchObject({ decision: "declined", replayed: 0 });
    expect(intake.sent).toEqual([]);
    expect(queue.hidden).toBe(0);
  });

  it("leaves what came after its plan", async () => {
    const { queue, ports } = aWorld();
    const decide: DlqReplayPorts["decide"] = async () => {
      queue.messages.unshift({ message: letter("late"), hiddenUntil: 0, receives: 0 });
      return "go";
    };
    expect(await dlqReplay({ ...ports, decide }, options)).toMatchObject({ replayed: 3 });
    expect(queue.ids).toEqual(["late"]);
  });

  it.each([
    { rate: 10, seconds: 4 },
    { rate: 0.5, seconds: 98 },
    { rate: 250, seconds: 0.16 },
  ])("takes $seconds s for 50 messages at $rate a second", async ({ rate, seconds }) => {
    const { clock, ports } = aWorld(letters(50));
    const beganAt = clock.at;
    await dlqReplay(ports, { ...options, rate });
    expect((clock.at - beganAt) / 1_000).toBeCloseTo(seconds, 1);
  });

  it("tells what the intake queue refused, and leaves it where it was", async () => {
    const { queue, intake, ports } = aWorld();
    intake.refuseSending.add("m1");
    expect(await dlqReplay(ports, options)).toMatchObject({
      replayed: 2,
      notReplayed: [{ messageId: "m1", why: "InternalError" }],
    });
    expect(queue.ids).toEqual(["m1"]);
    expect(queue.hidden).toBe(0);
  });

  it("tells what was sent but not removed, and does not send it again in this run", async () => {
    const { queue, intake, ports } = aWorld();
    queue.refuseRemoving.add("m1");
    expect(await dlqReplay(ports, options)).toMatchObject({
      replayed: 3,
      notReplayed: [],
      notRemoved: [{ messageId: "m1", why: "InternalError" }],
    });
    expect(sentIds(intake)).toEqual(["m0", "m1", "m2"]);
    expect(queue.ids).toEqual(["m1"]);
  });

  it("ends at trouble with a whole queue, and accounts for every message", async () => {
    const { queue, intake, ports } = aWorld(letters(25));
    intake.onEffect = () => {
      if (intake.sent.length >= 10) throw new Error("Cannot call sqs:SendMessage: no usable answer from the service");
    };
    const report = await dlqReplay(ports, options);
    expect(report).toMatchObject({ replayed: 0, notRemoved: [] });
    expect(report.notReplayed).toHaveLength(25);
    expect(new Set(report.notReplayed.map(({ why }) => why)).size).toBe(1);
    expect(queue.ids).toHaveLength(25);
    expect(queue.hidden).toBe(0);
  });

  it("finishes what it has in hand when it is interrupted", async () => {
    const { queue, intake, ports } = aWorld(letters(25));
    const asked = new AbortController();
    intake.onEffect = () => asked.abort();
    const report = await dlqReplay(ports, { ...options, signal: asked.signal });
    expect(report).toMatchObject({ replayed: 10, notRemoved: [] });
    expect(report.notReplayed).toHaveLength(15);
    expect(report.notReplayed[0]).toMatchObject({ why: "interrupted" });
    expect(queue.ids).toHaveLength(15);
    expect(queue.hidden).toBe(0);
  });
});

describe("dlqReplay() that is killed at any send, removal, hold or receive", () => {
  const effects = ["before", "after"] as const;

  /** Kills the run at its n-th effect; nothing works after that. @returns false when it had come to its end before */
  async function killedAt(n: number, moment: (typeof effects)[number], rate: number) {
    const { clock, queue, intake, ports } = aWorld(letters(7));
    let count = 0;
    const kill = (when: "before" | "after") => {
      if (count > n) throw new Error("killed");
      if (when === moment) count += 1;
      if (count > n) throw new Error("killed");
    };
    queue.onEffect = (_, when) => kill(when);
    intake.onEffect = (_, when) => kill(when);
    await dlqReplay(ports, { ...options, rate }).catch(() => undefined);
    const isKilled = count > n;
    queue.onEffect = () => {};
    intake.onEffect = () => {};
    return { clock, queue, intake, ports, isKilled };
  }

  it.each(effects.flatMap((moment) => [1, 3, 10].map((rate) => ({ moment, rate }))))(
    "loses nothing, $moment its effect, at $rate a second: a second run brings the rest",
    async ({ moment, rate }) => {
      let n = 0;
      for (; ; n += 1) {
        const { clock, queue, intake, ports, isKilled } = await killedAt(n, moment, rate);
        const whereabouts = new Set([...queue.ids, ...sentIds(intake)]);
        expect([...whereabouts].sort(), `killed at ${n}`).toEqual(letters(7).map(({ messageId }) => messageId));
        // What the dead run held comes free when its hold runs out.
        clock.at += 300_000;
        const sentBefore = new Set(sentIds(intake));
        await dlqReplay(ports, options);
        expect(queue.ids).toEqual([]);
        expect(new Set(sentIds(intake))).toEqual(whereabouts);
        // One batch at most goes out twice: the one whose removal nobody heard of.
        expect(intake.sent.length - 7).toBeLessThanOrEqual(Math.min(sentBefore.size, rate));
        if (!isKilled) break;
      }
      expect(n).toBeGreaterThan(8);
    },
  );
});
