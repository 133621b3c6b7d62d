import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { queueReader } from "#local/event-source-mapping/queue-reader.ts";
import { EventSource, type EventSourceMapping } from "#local/event-source-mapping.ts";
import type { InvokeAnswer } from "#local/lambda/runtime.ts";
import { createSqs } from "#local/services/sqs/sqs.ts";
import { VirtualClock } from "#local/virtual-clock.ts";

const startAt = Date.UTC(2026, 4, 1);
const call = { region: "eu-west-1", accountId: "111122223333" };
const queueArn = "arn:aws:sqs:eu-west-1:111122223333:intake";

interface Event {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}
type Handler = (event: Event, times: number) => unknown;

/** A queue that feeds a handler; `invocations` tells when each batch came and what was in it. */
const aFeed = (handler: Handler, over: Partial<EventSourceMapping> = {}, workMs = 0) => {
  const clock = new VirtualClock(startAt);
  const sqs = createSqs({ clock, partition: "aws", ...call });
  const operate = (name: string, input: object) => sqs.operations[name]?.(input, call) as Record<string, string>;
  const attributes = {
    VisibilityTimeout: "60",
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn.replace("intake", "dead"), maxReceiveCount: 4 }),
  };
  operate("CreateQueue", { QueueName: "dead" });
  const { QueueUrl } = operate("CreateQueue", { QueueName: "intake", Attributes: attributes });
  const invocations: { atSeconds: number; bodies: string[] }[] = [];
  let running = 0;
  const state = { mostRunning: 0 };
  const invoke = async (payload: string): Promise<InvokeAnswer> => {
    const event = JSON.parse(payload) as Event;
    invocations.push({ atSeconds: (clock.now() - startAt) / 1000, bodies: event.Records.map(({ body }) => body) });
    state.mostRunning = Math.max(state.mostRunning, ++running);
    await clock.sleep(workMs);
    running--;
    try {
      return { requestId: "r", payload: JSON.stringify(handler(event, invocations.length) ?? null) };
    } catch {
      return { requestId: "r", payload: "{}", failure: { errorType: "Error", errorMessage: "no" } };
    }
  };
  const mapping = {
    queueArn,
    functionName: "f",
    enabled: true,
    batchSize: 10,
    windowSeconds: 0,
    reportsItemFailures: true,
    ...over,
  };
  const source = new EventSource(mapping, { clock, queue: queueReader(sqs, queueArn), invoke });
  const send = (...bodies: string[]): void => {
    for (const MessageBody of bodies) operate("SendMessage", { QueueUrl, MessageBody });
  };
  const left = (name: string): string[] => sqs.peek(queueArn.replace("intake", name)).map(({ body }) => body);
  return { clock, send, invocations, left, state, source };
};

describe("EventSource", () => {
  it("hands each message over in Lambda's own shape, and deletes it", async () => {
    let record: unknown;
    const { clock, send, left } = aFeed(({ Records }) => {
      record = Records[0];
    });
    send("hello");
    await clock.settled();
    expect(record).toEqual({
      messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      receiptHandle: expect.any(String),
      body: "hello",
      attributes: {
        SenderId: "111122223333",
        SentTimestamp: String(startAt),
        ApproximateReceiveCount: "1",
        ApproximateFirstReceiveTimestamp: String(startAt),
      },
      messageAttributes: {},
      md5OfBody: "5d41402abc4b2a76b9719d911017c592",
      eventSource: "aws:sqs",
      eventSourceARN: queueArn,
      awsRegion: "eu-west-1",
    });
    expect(left("intake")).toEqual([]);
  });

  it("leaves messages where they are while it is off, and takes them once it is on", async () => {
    const { clock, send, invocations, left, source } = aFeed(() => {}, { enabled: false });
    send("early");
    await clock.settled();
    expect([left("intake"), invocations]).toEqual([["early"], []]);
    source.turn(true);
    await clock.settled();
    expect(invocations).toMatchObject([{ bodies: ["early"] }]);
    source.turn(false);
    send("late");
    await clock.settled();
    expect(left("intake")).toEqual(["late"]);
  });

  it("gathers a batch until its window is over", async () => {
    const { clock, send, invocations } = aFeed(() => null, { batchSize: 500, windowSeconds: 20 });
    send("a", "b");
    await clock.sleep(10_000);
    send("c");
    await clock.sleep(15_000);
    send("d");
    await clock.settled();
    expect(invocations).toEqual([
      { atSeconds: 20, bodies: ["a", "b", "c"] },
      { atSeconds: 45, bodies: ["d"] },
    ]);
  });

  it("does not wait for the window when the batch is full", async () => {
    const { clock, send, invocations } = aFeed(() => null, { batchSize: 25, windowSeconds: 20 });
    send(...Array.from({ length: 60 }, (_, n) => String(n)));
    await clock.settled();
    expect(invocations.map(({ atSeconds, bodies }) => [atSeconds, bodies.length])).toEqual([
      [0, 25],
      [0, 25],
      [20, 10],
    ]);
  });

  it("closes a batch before its event has more than 6 MB, and loses no message", async () => {
    const { clock, send, invocations, left } = aFeed(() => null, { batchSize: 100, windowSeconds: 5 });
    const bodies = Array.from({ length: 40 }, (_, n) => String(n).padEnd(200_000, "é".repeat(10)));
    send(...bodies);
    await clock.settled();
    expect(invocations.flatMap((invocation) => invocation.bodies).toSorted()).toEqual(bodies.toSorted());
    for (const { bodies } of invocations)
      expect(Buffer.byteLength(JSON.stringify(bodies))).toBeLessThan(6 * 1024 * 1024);
    expect(invocations.length).toBeGreaterThan(1);
    expect(left("intake")).toEqual([]);
  });

  it("runs no more batches at a time than MaximumConcurrency", async () => {
    const { clock, send, invocations, state } = aFeed(() => null, { batchSize: 1, concurrencyMax: 2 }, 1000);
    send("a", "b", "c", "d", "e");
    await clock.settled();
    expect(invocations.map(({ atSeconds }) => atSeconds)).toEqual([0, 0, 1, 1, 2]);
    expect(state.mostRunning).toBe(2);
  });

  it.each([
    ["null", null, []],
    ["nothing", undefined, []],
    ["{}", {}, []],
    ["an empty list", { batchItemFailures: [] }, []],
    ["null in place of the list", { batchItemFailures: null }, []],
    ["text", "fine", ["a", "b"]],
    ["no list", { batchItemFailures: "a" }, ["a", "b"]],
    ["an unknown identifier", { batchItemFailures: [{ itemIdentifier: "x" }] }, ["a", "b"]],
    ["an empty identifier", { batchItemFailures: [{ itemIdentifier: "" }] }, ["a", "b"]],
    ["an item without identifier", { batchItemFailures: [{}] }, ["a", "b"]],
    ["a null item", { batchItemFailures: [null] }, ["a", "b"]],
  ])("treats the answer %s as Lambda does", async (_, answer, failed) => {
    const { clock, send, invocations } = aFeed((_event, times) => (times === 1 ? answer : null), { windowSeconds: 1 });
    send("a", "b");
    await clock.settled();
    expect(invocations.slice(1).flatMap(({ bodies }) => bodies)).toEqual(failed);
  });

  it("ignores the answer without ReportBatchItemFailures", async () => {
    const { clock, send, left } = aFeed(() => ({ batchItemFailures: [{ itemIdentifier: "x" }] }), {
      reportsItemFailures: false,
    });
    send("a");
    await clock.settled();
    expect(left("intake")).toEqual([]);
  });

  it("gives a failed message back after its visibility time-out, at last to the dead-letter queue", async () => {
    const fail: Handler = ({ Records }) => ({
      batchItemFailures: Records.filter(({ body }) => body === "bad").map(({ messageId }) => ({
        itemIdentifier: messageId,
      })),
    });
    const { clock, send, invocations, left } = aFeed(fail, { windowSeconds: 1 });
    send("good", "bad");
    await clock.settled();
    expect(invocations.map(({ atSeconds, bodies }) => [atSeconds, bodies])).toEqual([
      [1, ["good", "bad"]],
      [61, ["bad"]],
      [121, ["bad"]],
      [181, ["bad"]],
    ]);
    expect([left("intake"), left("dead")]).toEqual([[], ["bad"]]);
  });

  it("polls less after a batch that failed altogether", async () => {
    const { clock, send, invocations } = aFeed(
      (_event, times) => {
        if (times <= 3) throw new Error("no");
        return null;
      },
      { batchSize: 1, concurrencyMax: 2 },
    );
    send("a", "b", "c", "d");
    await clock.settled();
    expect(invocations.slice(0, 4).map(({ atSeconds }) => atSeconds)).toEqual([0, 0, 2, 2]);
  });

  it("takes nothing when it is not enabled", async () => {
    const { clock, send, invocations, left } = aFeed(() => null, { enabled: false });
    send("a");
    await clock.settled();
    expect([invocations, left("intake")]).toEqual([[], ["a"]]);
  });

  it("processes every message exactly once when nothing fails, whatever the settings", async () => {
    const cases = fc.record({
      count: fc.integer({ min: 0, max: 200 }),
      batchSize: fc.integer({ min: 1, max: 60 }),
      windowSeconds: fc.integer({ min: 1, max: 30 }),
      concurrencyMax: fc.integer({ min: 2, max: 5 }),
      workMs: fc.integer({ min: 0, max: 5000 }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ count, workMs, ...settings }) => {
        const { clock, send, invocations, left } = aFeed(() => null, settings, workMs);
        const bodies = Array.from({ length: count }, (_, n) => `m${n}`);
        send(...bodies);
        await clock.settled();
        expect(invocations.flatMap((invocation) => invocation.bodies).toSorted()).toEqual(bodies.toSorted());
        expect(left("intake")).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    [{ batchSize: 0 }],
    [{ batchSize: 10_001 }],
    [{ batchSize: 11, windowSeconds: 0 }],
    [{ windowSeconds: 301 }],
    [{ concurrencyMax: 1 }],
    [{ concurrencyMax: 1001 }],
  ])("refuses settings that Lambda refuses: %j", (over) => {
    expect(() => aFeed(() => null, over)).toThrow(RangeError);
  });
});
