import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { describe, expect, it } from "vitest";
import { eventBusAdapter } from "#adapters/event-bus.ts";
import type { BusEvent } from "#domain/bus-event.ts";
import { FakeClock } from "#test/builders/ports.ts";
import { fakeClient } from "./fake-client.ts";

type Entry = { Detail: string; DetailType: string };
const event = (n: number) => ({ detailType: "Finding Enriched", detail: { n } }) as unknown as BusEvent;

function bus(answer: (entries: Entry[], call: number) => unknown) {
  const client = fakeClient<EventBridgeClient>({ PutEvents: ({ Entries }, call) => answer(Entries as Entry[], call) });
  const sent = () =>
    client.calls.map(([, { Entries }]) => (Entries as Entry[]).map(({ Detail }) => JSON.parse(Detail).n));
  return { bus: eventBusAdapter("security", client, new FakeClock()), sent, calls: client.calls };
}

describe("publish()", () => {
  it("puts ten events a call on the bus, as source gumshoe", async () => {
    const { bus: events, sent, calls } = bus(() => ({ FailedEntryCount: 0, Entries: [] }));
    await events.publish(Array.from({ length: 12 }, (_, n) => event(n)));
    expect(sent().map(({ length }) => length)).toEqual([10, 2]);
    const [first] = (calls[0]?.[1]["Entries"] ?? []) as unknown[];
    expect(first).toEqual({
      EventBusName: "security",
      Source: "gumshoe",
      DetailType: "Finding Enriched",
      Detail: '{"n":0}',
    });
  });

  it("puts again what the bus refused, then gives up with ServiceUnavailable", async () => {
    const refuseSecond = (entries: Entry[]) => ({
      FailedEntryCount: 1,
      Entries: entries.map(({ Detail }) =>
        Detail === '{"n":1}' ? { ErrorCode: "InternalFailure" } : { EventId: "e" },
      ),
    });
    const once = bus((entries, call) => (call === 0 ? refuseSecond(entries) : { Entries: [{ EventId: "e" }] }));
    await once.bus.publish([event(0), event(1), event(2)]);
    expect(once.sent()).toEqual([[0, 1, 2], [1]]);

    const always = bus(refuseSecond);
    await expect(always.bus.publish([event(1)])).rejects.toMatchObject({ name: "ServiceUnavailable" });
    expect(always.sent()).toHaveLength(4);
  });
});
