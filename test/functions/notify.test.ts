import { describe, expect, it } from "vitest";
import type { BusEvent } from "#domain/bus-event.ts";
import { ServiceUnavailable } from "#domain/errors.ts";
import { dayMs } from "#domain/instant.ts";
import { createHandler } from "#functions/notify/handler.ts";
import { aBrief } from "#test/builders/brief.ts";
import { anEnrichedEvent, asQueued } from "#test/builders/bus-event.ts";
import { anInvocation } from "#test/builders/invocation.ts";
import { notifyPorts } from "#test/builders/notify-ports.ts";
import { anIntakeMessage } from "#test/builders/ports.ts";

const schedule = { source: "aws.events", "detail-type": "Scheduled Event", detail: {} };
const low = aBrief({ severity: { label: "LOW", rank: 1 }, verdict: "NONE" });

function running(...args: Parameters<typeof notifyPorts>) {
  const { ports, sent, trouble } = notifyPorts(...args);
  const handler = createHandler(ports);
  let messages = 0;
  /** Delivers events; a message that is given comes again. @returns its id, or why it failed */
  const deliver = async (event: BusEvent, messageId = `m${messages++}`) => {
    const failed = await handler([anIntakeMessage(messageId, asQueued(event))], anInvocation()).catch(() => "failed");
    return failed === "failed" ? "failed" : messageId;
  };
  return { ports, sent, trouble, deliver, digest: () => handler(schedule, anInvocation()) };
}
const kinds = (sent: readonly object[]) => sent.map((one) => ("subject" in one ? "mail" : "chat"));

describe("notify", () => {
  it("tells an event in the chat and by mail, and remembers it", async () => {
    const { deliver, sent, ports } = running();
    await deliver(anEnrichedEvent());
    expect(kinds(sent)).toEqual(["chat", "mail"]);
    expect([...ports.tellings.told.values()]).toMatchObject([
      { hash: aBrief().hash, how: "message", severity: "HIGH" },
    ]);
    expect(ports.log.outcomes).toEqual(["told: message"]);
  });

  it("tells once, however often the event is delivered", async () => {
    const { deliver, sent, ports } = running();
    for (let n = 0; n < 3; n++) await deliver(anEnrichedEvent());
    expect(sent).toHaveLength(2);
    expect(ports.log.outcomes).toEqual(["told: message", "not-told: told", "not-told: told"]);
  });

  it("tells what has changed", async () => {
    const { deliver, sent } = running();
    await deliver(anEnrichedEvent());
    const graver = { label: "CRITICAL", rank: 4 } as const;
    await deliver(
      anEnrichedEvent(
        aBrief({ severity: graver, hash: "f".repeat(16), parts: { ...aBrief().parts, severity: "ffffffff" } }),
      ),
    );
    expect(sent.flatMap((one) => ("body" in one ? one.body.split("\n\n")[1] : []))).toEqual([
      expect.stringMatching(/^WHO/),
      "CHANGED since 2026-03-04 10:30 UTC\n- severity from HIGH to CRITICAL",
    ]);
  });

  it("keeps one thread for a finding while first alerts are sent, else one for its group", async () => {
    const threads = await Promise.all(
      [true, false].map(async (fastAlert) => {
        const { deliver, sent } = running({ fastAlert });
        await deliver(anEnrichedEvent());
        return sent.flatMap((one) => ("metadata" in one ? one.metadata.threadId : []));
      }),
    );
    expect(threads.flat()).toEqual([aBrief().finding.id, "0d1b2c3d-finding-group"]);
  });

  it("lets another message about the finding wait while one is told", async () => {
    const { deliver, ports, sent } = running();
    await ports.tellings.begin(JSON.stringify([aBrief().finding.productArn, aBrief().finding.id]), undefined, "other");
    expect(await deliver(anEnrichedEvent())).toBe("failed");
    expect([sent, ports.log.warnings.map(({ reason }) => reason)]).toEqual([[], ["ClaimInProgress"]]);
  });

  it("sends again what was not sent, however often that fails, and tells the chat once", async () => {
    const { deliver, sent, trouble } = running();
    trouble.fail = (channel) => {
      if (channel === "mail") throw new ServiceUnavailable("sns:Publish");
    };
    for (let n = 0; n < 3; n++) expect(await deliver(anEnrichedEvent(), "m")).toBe("failed");
    trouble.fail = undefined;
    await deliver(anEnrichedEvent(), "m");
    await deliver(anEnrichedEvent(), "another");
    expect(kinds(sent)).toEqual(["chat", "mail"]);
  });

  it("says in the chat alone that an investigation failed of which people know the finding", async () => {
    const { deliver, sent } = running();
    await deliver(anEnrichedEvent());
    const failed = aBrief({
      outcome: "parked",
      verdict: "NONE",
      hash: "f".repeat(16),
      parts: { ...aBrief().parts, principals: "ffffffff" },
    });
    await deliver(anEnrichedEvent(failed));
    expect(kinds(sent)).toEqual(["chat", "mail", "chat"]);
  });

  it("keeps that for the next message where there is no chat", async () => {
    const { ports, sent } = notifyPorts();
    const { chat: _, ...mailOnly } = ports.channels;
    const handler = createHandler({ ...ports, channels: mailOnly });
    const failed = aBrief({ outcome: "parked", verdict: "NONE", hash: "f".repeat(16) });
    for (const brief of [aBrief(), failed])
      await handler([anIntakeMessage(brief.hash, asQueued(anEnrichedEvent(brief)))], anInvocation());
    expect([kinds(sent), ports.log.outcomes]).toEqual([["mail"], ["told: message", "not-told: no-chat"]]);
    expect([...ports.tellings.told.values()]).toMatchObject([{ hash: aBrief().hash }]);
  });

  it("tells nothing of a finding that Security Hub does not hold", async () => {
    const { deliver, sent, ports } = running();
    const { brief: _, ...detail } = anEnrichedEvent().detail;
    await deliver({ detailType: "Finding Enriched", detail });
    expect([sent, ports.log.outcomes]).toEqual([[], ["not-told: no-brief"]]);
  });
});

describe("the digest", () => {
  it("is told once, when its day is over", async () => {
    const { deliver, digest, sent, ports } = running();
    await deliver(anEnrichedEvent(low));
    await digest();
    expect(sent).toEqual([]);
    ports.clock.at += dayMs;
    await digest();
    await digest();
    expect(kinds(sent)).toEqual(["chat", "mail"]);
    expect(sent[1]).toMatchObject({ subject: "Gumshoe 2026-03-04: 1 finding: 1 LOW" });
  });

  it("is told by a later round when one has failed, up to three days", async () => {
    const { deliver, digest, sent, ports, trouble } = running();
    await deliver(anEnrichedEvent(low));
    ports.clock.at += dayMs;
    trouble.fail = () => {
      throw new ServiceUnavailable("sns:Publish");
    };
    await expect(digest()).rejects.toThrow(ServiceUnavailable);
    trouble.fail = undefined;
    ports.clock.at += 2 * dayMs;
    await digest();
    expect(sent).toHaveLength(2);
  });

  it("has no second word of a finding that is as it was", async () => {
    const { deliver, ports } = running();
    await deliver(anEnrichedEvent(low));
    await deliver(anEnrichedEvent(low));
    expect([...ports.digests.days.values()].map(({ length }) => length)).toEqual([1]);
  });
});
