import { describe, expect, it } from "vitest";
import { readQueue } from "#cli/dlq/read-queue.ts";
import { aDeadLetterMessage, FakeHoldingQueue } from "#test/builders/dead-letter.ts";
import { FakeClock } from "#test/builders/ports.ts";

const messages = (count: number) => Array.from({ length: count }, (_, n) => aDeadLetterMessage({ messageId: `m${n}` }));

function aQueue(count: number) {
  const clock = new FakeClock();
  const queue = new FakeHoldingQueue(clock, messages(count));
  return { clock, queue, ports: { clock, queue } };
}

describe("readQueue()", () => {
  it.each([1, 8])("shows every message once and gives all back, with %i receivers", async (receivers) => {
    const { queue, ports } = aQueue(123);
    const seen: string[] = [];
    const read = await readQueue(
      ports,
      { receivers },
      (some) => void seen.push(...some.map(({ messageId }) => messageId)),
    );
    expect(seen.sort()).toEqual(queue.ids.toSorted());
    expect(read).toEqual({
      read: 123,
      heldByOthers: 0,
      isComplete: true,
      notGivenBack: 0,
      retentionSeconds: 1_209_600,
    });
    expect(queue.hidden).toBe(0);
  });

  it("says how many messages somebody else holds", async () => {
    const { queue, ports } = aQueue(12);
    await queue.receive(60);
    expect(await readQueue(ports, { receivers: 2 }, () => {})).toMatchObject({
      read: 2,
      heldByOthers: 10,
      isComplete: true,
    });
  });

  it("gives back what it holds when the work on it fails", async () => {
    const { queue, ports } = aQueue(25);
    const work = () => {
      throw new Error("a full disk");
    };
    await expect(readQueue(ports, { receivers: 2 }, work)).rejects.toThrow("a full disk");
    expect(queue.hidden).toBe(0);
  });

  it("gives back what it holds when it is interrupted, and says that it saw not all", async () => {
    const { queue, ports } = aQueue(95);
    const asked = new AbortController();
    const read = await readQueue(ports, { receivers: 1, signal: asked.signal }, () => asked.abort());
    expect(read).toMatchObject({ read: 10, isComplete: false });
    expect(queue.hidden).toBe(0);
  });

  it("says how many messages stay hidden when they cannot be given back", async () => {
    const { queue, ports } = aQueue(3);
    queue.onEffect = (effect) => {
      if (effect === "hold") throw new Error("throttled");
    };
    expect(await readQueue(ports, { receivers: 1 }, () => {})).toMatchObject({ read: 3, notGivenBack: 3 });
  });

  it("holds on to its messages while their work takes hours", async () => {
    const { queue, ports } = aQueue(30);
    const hidden: number[] = [];
    await readQueue(ports, { receivers: 1 }, async (_, held) => {
      await held.pause(2 * 60 * 60 * 1_000);
      hidden.push(queue.hidden);
    });
    expect(hidden).toEqual([10, 20, 30]);
    expect(queue.hidden).toBe(0);
  });

  it("comes to an end although the queue's time runs away from it, and shows nothing twice", async () => {
    const { clock, queue, ports } = aQueue(40);
    queue.onEffect = (effect, when) => {
      if (effect === "receive" && when === "after") clock.at += 400_000;
    };
    const seen: string[] = [];
    await readQueue(ports, { receivers: 1 }, (some) => void seen.push(...some.map(({ messageId }) => messageId)));
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(40);
  });
});
