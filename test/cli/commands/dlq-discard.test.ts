import { describe, expect, it } from "vitest";
import { type DlqDiscardPorts, dlqDiscard } from "#cli/commands/dlq-discard.ts";
import { aDeadLetterMessage, FakeHoldingQueue } from "#test/builders/dead-letter.ts";
import { FakeClock } from "#test/builders/ports.ts";

const messages = (count: number) =>
  Array.from({ length: count }, (_, n) => aDeadLetterMessage({ messageId: `m${n}`, body: `{"n":${n}` }));

function aWorld(count = 12) {
  const clock = new FakeClock();
  const queue = new FakeHoldingQueue(clock, messages(count));
  const lines: string[] = [];
  const archive = { write: async (some: readonly string[]) => void lines.push(...some) };
  const ports: DlqDiscardPorts = { clock, queue, openArchive: async () => archive, decide: async () => "go" };
  return { queue, lines, archive, ports };
}

describe("dlqDiscard()", () => {
  it("archives every message as it was, then removes it", async () => {
    const { queue, lines, ports } = aWorld();
    expect(await dlqDiscard(ports, { selection: { reasons: ["invalid-json"] } })).toMatchObject({
      decision: "go",
      archived: 12,
      removed: 12,
      notArchived: [],
      notRemoved: [],
    });
    expect(queue.ids).toEqual([]);
    expect(lines.map((line) => JSON.parse(line).body)).toEqual(messages(12).map(({ body }) => body));
    expect(JSON.parse(lines[0] ?? "")).toEqual({
      messageId: "m0",
      reason: "invalid-json",
      sentAt: "2026-03-04T12:00:01.000Z",
      discardedAt: "2026-03-04T10:30:00.000Z",
      attributes: {},
      body: '{"n":0',
    });
  });

  it("makes no file and removes nothing on a dry run", async () => {
    const { queue, ports } = aWorld();
    const openArchive = () => Promise.reject(new Error("opened"));
    const report = await dlqDiscard({ ...ports, openArchive, decide: async () => "dry-run" }, { selection: {} });
    expect(report).toMatchObject({ decision: "dry-run", archived: 0, removed: 0 });
    expect(queue.ids).toHaveLength(12);
  });

  it("removes nothing that is not archived", async () => {
    const { queue, lines, archive, ports } = aWorld(25);
    archive.write = async (some) => {
      if (lines.length > 0) throw new Error("ENOSPC: no space left on device");
      lines.push(...some);
    };
    const report = await dlqDiscard(ports, { selection: {} });
    expect(report).toMatchObject({ archived: 10, removed: 10, notRemoved: [] });
    expect(report.notArchived).toHaveLength(15);
    expect(report.notArchived[0]?.why).toContain("no space left");
    expect(queue.ids).toHaveLength(15);
    expect(queue.hidden).toBe(0);
  });

  it("tells what is archived but not removed", async () => {
    const { queue, ports } = aWorld();
    queue.refuseRemoving.add("m3");
    expect(await dlqDiscard(ports, { selection: {} })).toMatchObject({
      archived: 12,
      removed: 11,
      notRemoved: [{ messageId: "m3", why: "InternalError" }],
    });
  });
});
