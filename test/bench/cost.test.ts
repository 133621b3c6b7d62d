import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { costOf, dollarsPerMillion, gbSecondsOf } from "#bench/cost.ts";
import { type FunctionMeter, type Meter, unused } from "#bench/meter.ts";
import { readPrices } from "#bench/prices.ts";

const prices = readPrices();
const idle: FunctionMeter = { architecture: "arm64", memoryMib: 512, requests: 0, billedMs: 0, initMs: 0 };
const nothing = costOf(unused, prices).items;

describe("costOf()", () => {
  it("is nothing when nothing was used", () => {
    expect(costOf(unused, prices)).toEqual({
      items: {
        stepFunctions: 0,
        lambdaRequests: 0,
        lambdaDuration: 0,
        sqs: 0,
        eventBridge: 0,
        dynamoDbWrites: 0,
        dynamoDbReads: 0,
        s3: 0,
        kms: 0,
        logs: 0,
        traces: 0,
      },
      total: 0,
    });
  });

  // Each sum can be done by hand with the pages that bench/prices.json names.
  it.each<{ used: string; meter: Partial<Meter>; item: keyof typeof nothing; dollars: number }>([
    { used: "4,000 transitions", meter: { transitions: 4_000 }, item: "stepFunctions", dollars: 0.1 },
    { used: "5 million SQS requests", meter: { sqsRequests: 5e6 }, item: "sqs", dollars: 2 },
    { used: "3 million events", meter: { customEvents: 3e6 }, item: "eventBridge", dollars: 3 },
    { used: "8 million write units", meter: { writeUnits: 8e6 }, item: "dynamoDbWrites", dollars: 5 },
    { used: "8 million read units", meter: { readUnits: 8e6 }, item: "dynamoDbReads", dollars: 1 },
    { used: "a million objects written", meter: { objectWrites: 1e6 }, item: "s3", dollars: 5 },
    { used: "a million objects read", meter: { objectReads: 1e6 }, item: "s3", dollars: 0.4 },
    { used: "20,000 KMS requests", meter: { kmsRequests: 20_000 }, item: "kms", dollars: 0.06 },
    { used: "2 GB of logs", meter: { logBytes: 2 * 1024 ** 3 }, item: "logs", dollars: 1 },
    { used: "400,000 traces", meter: { traces: 400_000 }, item: "traces", dollars: 2 },
    {
      used: "a million requests in two functions",
      meter: { functions: { a: { ...idle, requests: 250_000 }, b: { ...idle, requests: 750_000 } } },
      item: "lambdaRequests",
      dollars: 0.2,
    },
    {
      // 0.5 GB × (1,999,000 + 1,000 ms) = 1,000 GB-s
      used: "1,000 GB-seconds on arm64, initialization included",
      meter: { functions: { a: { ...idle, billedMs: 1_999_000, initMs: 1_000 } } },
      item: "lambdaDuration",
      dollars: 0.0133334,
    },
    {
      used: "1,000 GB-seconds on x86",
      meter: { functions: { a: { ...idle, architecture: "x86_64", memoryMib: 128, billedMs: 8_000_000 } } },
      item: "lambdaDuration",
      dollars: 0.0166667,
    },
  ])("counts $used as $dollars dollars of $item and nothing else", ({ meter, item, dollars }) => {
    expect(costOf({ ...unused, ...meter }, prices)).toEqual({
      items: { ...nothing, [item]: expect.closeTo(dollars, 12) },
      total: expect.closeTo(dollars, 12),
    });
  });

  it("counts a Lambda of 128 MB on x86 that sleeps three minutes for each of a million findings as 375.20 dollars", () => {
    const sleeper: FunctionMeter = { ...idle, architecture: "x86_64", memoryMib: 128, requests: 1e6, billedMs: 1.8e11 };
    // 1e6 × 180 s × 0.125 GB × 0.0000166667 + 1e6 × 0.0000002
    const cost = costOf({ ...unused, functions: { sleeper } }, prices);
    expect(dollarsPerMillion(cost, 1e6)).toBeCloseTo(375.2, 2);
  });

  it("is the sum of its items, whatever was used", () => {
    const count = fc.nat({ max: 1e12 });
    const used = fc.record({ architecture: fc.constantFrom("arm64", "x86_64"), memoryMib: fc.nat(), requests: count });
    const meters = fc.record({
      transitions: count,
      functions: fc.dictionary(
        fc.string(),
        fc.record({ billedMs: count, initMs: count }).chain((ms) => used.map((one) => ({ ...ms, ...one }))),
      ),
      sqsRequests: count,
      writeUnits: count,
      readUnits: count,
      customEvents: count,
      objectWrites: count,
      objectReads: count,
      kmsRequests: count,
      logBytes: count,
      traces: count,
    });
    fc.assert(
      fc.property(meters, (meter) => {
        const { items, total } = costOf(meter, prices);
        const sum = Object.values(items).reduce((all, one) => all + one, 0);
        return total >= 0 && Number.isFinite(total) && Math.abs(total - sum) <= 1e-9 * total;
      }),
    );
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("throws when a count is %d", (transitions) => {
    expect(() => costOf({ ...unused, transitions }, prices)).toThrow(`Cannot price a count of ${transitions}`);
  });
});

describe("gbSecondsOf()", () => {
  it("bills initialization like any other time", () => {
    expect(gbSecondsOf({ ...idle, memoryMib: 1_024, billedMs: 2_000, initMs: 500 })).toBe(2.5);
  });
});

describe("dollarsPerMillion()", () => {
  it("is the cost of one finding a million times", () => {
    expect(dollarsPerMillion({ total: 0.5 }, 2_000)).toBe(250);
  });

  it.each([0, -1, Number.NaN])("throws when there are %d findings", (findings) => {
    expect(() => dollarsPerMillion({ total: 1 }, findings)).toThrow("at least one is wanted");
  });
});
