import type { SQSClient } from "@aws-sdk/client-sqs";
import { describe, expect, it } from "vitest";
import { envelopeQueue } from "#adapters/envelope-queue.ts";
import { aReplayEnvelope } from "#test/builders/event.ts";
import { FakeClock } from "#test/builders/ports.ts";
import { failing, fakeClient } from "./fake-client.ts";

type Entry = { Id: string; MessageBody: string };

function queue(answer: (entries: Entry[], call: number) => unknown = () => ({})) {
  const client = fakeClient<SQSClient>({
    SendMessageBatch: ({ Entries }, call) => answer(Entries as Entry[], call),
  });
  const clock = new FakeClock(0);
  const batches = () =>
    client.calls.map(([, { Entries }]) => (Entries as Entry[]).map(({ MessageBody }) => MessageBody));
  return { queue: envelopeQueue("https://sqs.example/q", client, clock), batches, clock };
}

describe("send()", () => {
  it("sends ten messages a call, and none for none", async () => {
    const { queue: deadLetters, batches } = queue();
    await deadLetters.send([]);
    await deadLetters.send(Array.from({ length: 23 }, () => aReplayEnvelope()));
    expect(batches().map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(JSON.parse(batches()[0]?.[0] ?? "")).toEqual(aReplayEnvelope());
  });

  it("keeps a call below 1 MiB", async () => {
    const { queue: deadLetters, batches } = queue();
    await deadLetters.send(Array.from({ length: 4 }, () => ({ bare: "x".repeat(500_000) })));
    expect(batches().map(({ length }) => length)).toEqual([2, 2]);
  });

  it("sends again, after a pause, only what was refused", async () => {
    const {
      queue: deadLetters,
      batches,
      clock,
    } = queue((_entries, call) => (call < 2 ? { Failed: [{ Id: "0", SenderFault: false }] } : {}));
    await deadLetters.send([{ bare: "first" }, { bare: "second" }]);
    expect(batches()).toEqual([["first", "second"], ["first"], ["first"]]);
    expect(clock.at).toBe(600);
  });

  it("throws which ones are refused after four tries, when the queue has taken all others", async () => {
    const isRefused = ({ MessageBody }: Entry) => MessageBody === "1" || MessageBody === "10";
    const { queue: deadLetters, batches } = queue((entries) => ({ Failed: entries.filter(isRefused) }));
    const bodies = Array.from({ length: 12 }, (_, place) => ({ bare: String(place) }));
    const refused = new Set([1, 10]);
    await expect(deadLetters.send(bodies)).rejects.toMatchObject({ name: "ServiceUnavailable", refused });
    expect(batches().map(({ length }) => length)).toEqual([10, 1, 1, 1, 2, 1, 1, 1]);
  });

  it.each([
    { error: "RequestThrottled", name: "Throttled" },
    { error: "QueueDoesNotExist", name: "SetupFault" },
  ])("throws $name on $error", async ({ error, name }) => {
    const { queue: deadLetters } = queue(failing(error));
    await expect(deadLetters.send([{ bare: "x" }])).rejects.toMatchObject({ name });
  });
});
