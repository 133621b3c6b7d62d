import { describe, expect, it } from "vitest";
import { type DlqShowOptions, dlqShow } from "#cli/commands/dlq-show.ts";
import { renderShow } from "#cli/dlq/render-show.ts";
import { paintFor } from "#cli/paint.ts";
import { aDeadLetterMessage, FakeHoldingQueue } from "#test/builders/dead-letter.ts";
import { aReplayEnvelope } from "#test/builders/event.ts";
import { FakeClock } from "#test/builders/ports.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";

const place = { partition: "aws", region: "eu-west-1", queueUrl: "https://sqs.eu-west-1.amazonaws.com/1/q" };
const executionArn = "arn:aws:states:eu-west-1:111122223333:execution:investigate:run-1";
const letter = (messageId: string, id: string, over: object = {}) =>
  aDeadLetterMessage({
    messageId,
    body: JSON.stringify(
      aReplayEnvelope({ executionArn, finding: aSlimFinding({ id, title: "Odd\u202e things" }), ...over }),
    ),
  });

function show(over: Partial<DlqShowOptions>) {
  const clock = new FakeClock(Date.parse("2026-03-04T15:00:00.000Z"));
  const replayed = { at: "2026-03-04T11:00:00.000Z", by: "gumshoe dlq replay", messageId: "before" };
  const queue = new FakeHoldingQueue(clock, [
    letter("m1", "arn:aws:x/f1"),
    letter("m2", "arn:aws:x/f2", { replayed }),
    letter("m3", "arn:aws:x/f2"),
  ]);
  const ports = {
    queue,
    clock,
    reportOf: async ({ id }: { id: string }) => (id.endsWith("f2") ? "https://report" : undefined),
  };
  return { queue, report: dlqShow(ports, { id: "m1", withBody: false, place, ...over }) };
}

const look = { paint: paintFor({}), now: Date.parse("2026-03-04T15:00:00.000Z"), isLocal: false };

describe("dlqShow()", () => {
  it("shows one message with its guide and where to look, and leaves the queue as it was", async () => {
    const { queue, report } = show({ id: "m1" });
    const { letters } = await report;
    expect(letters).toMatchObject([
      {
        messageId: "m1",
        reason: "service-unavailable",
        guide: { reason: "service-unavailable", replay: "when-mended" },
        links: {
          execution: `https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#/v2/executions/details/${executionArn}`,
          reports: [],
        },
      },
    ]);
    expect(letters[0]).not.toHaveProperty("body");
    expect(queue.hidden).toBe(0);
  });

  it("shows every message of a finding, with the link to its report and who sent it back last", async () => {
    const { letters } = await show({ id: "f2" }).report;
    expect(letters.map(({ messageId }) => messageId).sort()).toEqual(["m2", "m3"]);
    expect(letters[0]?.links.reports).toEqual(["https://report"]);
    expect(letters.find(({ messageId }) => messageId === "m2")?.replayed).toEqual({
      at: "2026-03-04T11:00:00.000Z",
      by: "gumshoe dlq replay",
    });
  });

  it("refuses an id that no message has", async () => {
    await expect(show({ id: "f9" }).report).rejects.toThrow(
      'Cannot show "f9": no dead letter has this message or finding id',
    );
  });

  it("is told in words: what happened, what it means, what to do, whether a replay helps, where to look", async () => {
    const text = renderShow(await show({ id: "m2" }).report, look);
    for (const told of [
      "service-unavailable  message m2",
      "parked by the pipeline, 3 h ago (2026-03-04T12:00:00.000Z)",
      "2, last sent back 4 h ago by gumshoe dlq replay",
      "Cannot call GetFindings",
      "Odd things",
      "arn:aws:iam::111122223333:role/deploy",
      "A service throttled, failed or did not answer for more than an hour.",
      "Yes, once the service is well.",
      "/securityhub/home?region=eu-west-1#/findings",
      "https://report",
      "/sqs/v3/home?region=eu-west-1#/queues/",
    ]) {
      expect(text).toContain(told);
    }
    expect(text).not.toContain("\u202e");
  });

  it("prints the body with what a terminal would act on escaped, and still the same JSON", async () => {
    const { letters } = await show({ id: "m1", withBody: true }).report;
    const raw = renderShow({ letters }, look).split("\n").at(-1) ?? "";
    expect(raw).toContain("Odd\\u202e things");
    expect(JSON.parse(raw)).toEqual(JSON.parse(letters[0]?.body ?? ""));
  });
});
