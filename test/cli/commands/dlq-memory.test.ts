import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { dlqList } from "#cli/commands/dlq-list.ts";
import { dlqReplay } from "#cli/commands/dlq-replay.ts";
import type { HeldMessage, HoldingQueue } from "#domain/message-queue.ts";
import { aDeadLetterMessage } from "#test/builders/dead-letter.ts";
import { aReplayEnvelope } from "#test/builders/event.ts";
import { FakeClock } from "#test/builders/ports.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const count = 5_000;
const mib = 1_024 * 1_024;

function heapMib(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / mib;
}

/** A queue that makes its messages when they are received: 60 MiB altogether. It notes the heap as it goes. */
class LazyQueue implements HoldingQueue {
  readonly heaps: number[] = [];
  #left: number = count;
  async depth() {
    return { visible: count, held: 0, retentionSeconds: 1_209_600 };
  }
  async receive(): Promise<readonly HeldMessage[]> {
    if (this.#left % 500 === 0) this.heaps.push(heapMib());
    const size = Math.min(10, this.#left);
    this.#left -= size;
    return Array.from({ length: size }, (_, n) => message(this.#left + n));
  }
  async hold(_: readonly unknown[], seconds: number) {
    if (seconds === 0) this.#left = count;
    return [];
  }
  async remove() {
    return [];
  }
}

function message(n: number): HeldMessage {
  const raw = `{${String(n).padStart(8)}`.padEnd(12_000, "x");
  const reason = { code: "invalid-json" as const, message: "it is not JSON", state: "ingest" };
  return aDeadLetterMessage({ messageId: `m${n}`, body: JSON.stringify(aReplayEnvelope({ raw, reason })) });
}

const growthOf = ({ heaps }: LazyQueue) => Math.max(...heaps.slice(1)) - (heaps[1] ?? 0);

describe("memory", () => {
  it("stays flat while 5,000 messages are listed", async () => {
    const queue = new LazyQueue();
    const report = await dlqList({ queue, clock: new FakeClock() }, { selection: {}, rowsMax: 25 });
    expect(report).toMatchObject({ selected: count, hidden: count - 25 });
    expect(queue.heaps.length).toBeGreaterThanOrEqual(10);
    expect(growthOf(queue)).toBeLessThan(16);
  });

  it("stays flat while 5,000 messages are replayed", async () => {
    const queue = new LazyQueue();
    const ports = {
      queue,
      clock: new FakeClock(),
      intake: { send: async () => [] },
      decide: async () => "go" as const,
    };
    const options = { selection: {}, rate: 1_000, maxAttempts: 5, resetAttempts: false };
    expect(await dlqReplay(ports, options)).toMatchObject({ replayed: count });
    expect(growthOf(queue)).toBeLessThan(16);
  });
});
