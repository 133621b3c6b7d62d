import { describe, expect, it } from "vitest";
import type { BusEvent } from "#domain/bus-event.ts";
import { ServiceUnavailable } from "#domain/errors.ts";
import { handOut } from "#domain/handing-out.ts";
import type { OutletReason } from "#domain/outlet-reason.ts";
import { receivesMax } from "#domain/put-off.ts";
import { anEnrichedEvent, asQueued } from "#test/builders/bus-event.ts";
import { anInvocation } from "#test/builders/invocation.ts";
import { anIntakeMessage, FakeLog, fakeBatch } from "#test/builders/ports.ts";

/** Hands out what the queue holds; `tell` fails for the bodies that `fails` picks. */
async function handingOut(
  messages: readonly ReturnType<typeof anIntakeMessage>[],
  {
    tell = async () => {},
    putOff = async () => {},
    park = async () => {},
  }: Partial<Record<"tell" | "putOff" | "park", () => Promise<void>>> = {},
) {
  const told: BusEvent[] = [];
  const hidden: (readonly [string, number])[] = [];
  const log = new FakeLog();
  const queue = {
    putOff: async ({ messageId }: { readonly messageId: string }, seconds: number) => {
      await putOff();
      hidden.push([messageId, seconds]);
    },
  };
  const parked: (OutletReason & { readonly messageId: string })[] = [];
  const deadLetters = {
    park: async ({ messageId }: { readonly messageId: string }, reason: OutletReason) => {
      await park();
      parked.push({ messageId, ...reason });
    },
  };
  const ports = { batch: fakeBatch, queue, deadLetters, dice: () => 0.5, log };
  const answer = await handOut(ports, messages, anInvocation(), async (event) => {
    await tell();
    told.push(event);
  }).catch((error: Error) => error.message);
  return { answer, told, hidden, parked, log };
}

describe("handOut()", () => {
  const event = anEnrichedEvent();

  it("tells the event of each message", async () => {
    const { told, hidden, answer } = await handingOut([anIntakeMessage("m1", asQueued(event))]);
    expect({ told, hidden, answer }).toEqual({ told: [event], hidden: [], answer: { batchItemFailures: [] } });
  });

  it("puts off what fails, longer each time, and lets the others go", async () => {
    let calls = 0;
    const tell = async () => {
      if (calls++ > 0) throw new ServiceUnavailable("sns:Publish");
    };
    const messages = [1, 1, 4].map((receives, n) => anIntakeMessage(`m${n}`, asQueued(event), receives));
    const { answer, hidden, log } = await handingOut(messages, { tell });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "m1" }, { itemIdentifier: "m2" }] });
    expect(hidden).toEqual([
      ["m1", 23],
      ["m2", 180],
    ]);
    expect(log.warnings.map(({ reason }) => reason)).toEqual(["ServiceUnavailable", "ServiceUnavailable"]);
  });

  it("lets a message that cannot be put off come again by itself", async () => {
    const putOff = async () => {
      throw new ServiceUnavailable("sqs:ChangeMessageVisibility");
    };
    const messages = [anIntakeMessage("bad", "no event"), anIntakeMessage("good", asQueued(event))];
    const { answer, told } = await handingOut(messages, { putOff, park: putOff });
    expect({ answer, told }).toEqual({ answer: { batchItemFailures: [{ itemIdentifier: "bad" }] }, told: [event] });
  });

  it.each(["", "null", "[]", "1", '{"detail-type":"Finding Enriched"}', '{"detail-type":"Order","detail":{}}'])(
    "fails for what is no event of ours: %j",
    async (body) => {
      const { parked, told } = await handingOut([anIntakeMessage("m", body)]);
      expect([parked, told]).toMatchObject([[{ messageId: "m", code: "UnreadableEvent", tries: 1 }], []]);
    },
  );

  it("gives up at the last receive, with the reason, and is done with the message", async () => {
    const tell = async () => {
      throw new ServiceUnavailable("sns:Publish");
    };
    const messages = [receivesMax - 1, receivesMax].map((receives) =>
      anIntakeMessage(`m${receives}`, asQueued(event), receives),
    );
    const { answer, parked, hidden } = await handingOut(messages, { tell });
    expect(parked).toMatchObject([{ messageId: "m16", code: "ServiceUnavailable", tries: receivesMax }]);
    expect([answer, hidden.map(([messageId]) => messageId)]).toEqual([
      { batchItemFailures: [{ itemIdentifier: "m15" }] },
      ["m15"],
    ]);
  });
});
