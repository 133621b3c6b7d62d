import { describe, expect, it, vi } from "vitest";
import { sqsBatch } from "#adapters/sqs.ts";
import { anInvocation } from "#test/builders/invocation.ts";

const event = (...ids: string[]) => ({ Records: ids.map((id) => aRecord(id)) });
const aRecord = (id: string) => ({
  messageId: id,
  body: `body of ${id}`,
  receiptHandle: `receipt of ${id}`,
  attributes: { ApproximateReceiveCount: "2" },
});

describe("sqsBatch", () => {
  it("hands all messages to the work at once", async () => {
    const work = vi.fn(async () => new Map());
    expect(await sqsBatch.process(event("a", "b"), anInvocation(), work)).toEqual({ batchItemFailures: [] });
    expect(work.mock.calls).toEqual([
      [
        [
          { messageId: "a", body: "body of a", receives: 2, receiptHandle: "receipt of a" },
          { messageId: "b", body: "body of b", receives: 2, receiptHandle: "receipt of b" },
        ],
      ],
    ]);
  });

  it("names the messages that failed", async () => {
    const work = async () => new Map([["b", new Error("no")]]);
    const response = await sqsBatch.process(event("a", "b", "c"), anInvocation(), work);
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: "b" }] });
  });

  it("throws when every message failed, or the work itself", async () => {
    const all = async () => new Map([["a", new Error("no")]]);
    await expect(sqsBatch.process(event("a"), anInvocation(), all)).rejects.toThrow(/All records failed/);
    const broken = async () => Promise.reject(new Error("down"));
    await expect(sqsBatch.process(event("a", "b"), anInvocation(), broken)).rejects.toThrow(/All records failed/);
  });

  it("does nothing for an empty batch, and refuses what is no SQS event", async () => {
    const work = vi.fn();
    expect(await sqsBatch.process(event(), anInvocation(), work)).toEqual({ batchItemFailures: [] });
    await expect(sqsBatch.process({ hello: 1 }, anInvocation(), work)).rejects.toThrow(/Unexpected batch type/);
    expect(work).not.toHaveBeenCalled();
  });

  it("forgets the failures of the batch before", async () => {
    await sqsBatch.process(event("a", "b"), anInvocation(), async () => new Map([["b", new Error("no")]]));
    const response = await sqsBatch.process(event("a", "b"), anInvocation(), async () => new Map());
    expect(response).toEqual({ batchItemFailures: [] });
  });
});
