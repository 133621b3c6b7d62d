import { describe, expect, it } from "vitest";
import { dlqList } from "#cli/commands/dlq-list.ts";
import { renderList } from "#cli/dlq/render-list.ts";
import { paintFor } from "#cli/paint.ts";
import type { HeldMessage } from "#domain/message-queue.ts";
import { aDeadLetterMessage, FakeHoldingQueue } from "#test/builders/dead-letter.ts";
import { aReplayEnvelope } from "#test/builders/event.ts";
import { FakeClock } from "#test/builders/ports.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";

const now = Date.parse("2026-03-04T15:00:00.000Z");
const letter = (n: number, title = "Odd things"): HeldMessage => {
  const parkedAt = new Date(now - n * 3_600_000).toISOString();
  return aDeadLetterMessage({
    messageId: `message-${n}`,
    sentAt: now - n * 3_600_000,
    body: JSON.stringify(aReplayEnvelope({ parkedAt, finding: aSlimFinding({ id: `finding-${n}`, title }) })),
  });
};

async function render(messages: readonly HeldMessage[], rowsMax = 25): Promise<string> {
  const clock = new FakeClock(now);
  const report = await dlqList({ queue: new FakeHoldingQueue(clock, messages), clock }, { selection: {}, rowsMax });
  return renderList(report, { paint: paintFor({}), columns: 140, now });
}

describe("renderList()", () => {
  it("counts by reason and shows the messages that wait longest", async () => {
    const text = await render([letter(2), letter(9), letter(5)], 2);
    expect(text).toMatch(/service-unavailable │ +3 │ +3 │ +9 h │ +2 h │ helps once the cause is mended/);
    expect(text.indexOf("message-9")).toBeLessThan(text.indexOf("message-5"));
    expect(text).not.toContain("message-2 ");
    expect(text).toContain("… and 1 message more");
    expect(text).toContain("gumshoe dlq replay --reason service-unavailable");
  });

  it("warns when SQS is about to delete some", async () => {
    expect(await render([letter(24)])).not.toContain("SQS deletes");
    expect(await render([letter(12 * 24)])).toContain("SQS deletes the oldest of them in 2 d");
  });

  it("prints nothing that a terminal acts on", async () => {
    const text = await render([letter(1, "a\u001b[31mb\u202ec\u0007")]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202e]/);
  });

  it("says that the queue is empty", async () => {
    expect(await render([])).toBe("The dead-letter queue is empty.");
  });
});
