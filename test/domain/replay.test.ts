import { describe, expect, it } from "vitest";
import { deadLetterOf } from "#domain/dead-letter.ts";
import { readMessage } from "#domain/event.ts";
import { replayBody, wouldBeExhausted } from "#domain/replay.ts";
import { aDeadLetterMessage } from "#test/builders/dead-letter.ts";
import { anExecutionEndedEvent, anImportedEvent, aReplayEnvelope } from "#test/builders/event.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";

const stamp = { at: Date.parse("2026-03-05T08:00:00.000Z"), by: "gumshoe dlq replay", resetAttempts: false };
const replayed = {
  at: "2026-03-05T08:00:00.000Z",
  by: "gumshoe dlq replay",
  messageId: "00000000-0000-4000-8000-000000000001",
};

function replay(body: unknown, over: object = {}, how = stamp): string {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const message = aDeadLetterMessage({ body: text, ...over });
  return replayBody(message, deadLetterOf(message), how);
}

describe("replayBody()", () => {
  it("sends a finding back with one attempt more and its provenance", () => {
    const envelope = aReplayEnvelope({ attempt: 2 });
    expect(JSON.parse(replay(envelope))).toEqual({ ...envelope, attempt: 3, replayed });
  });

  it("counts from the finding when it was tried more often than its envelope says", () => {
    const envelope = aReplayEnvelope({ attempt: 1, finding: aSlimFinding({ attempt: 4 }) });
    expect(JSON.parse(replay(envelope))).toMatchObject({ attempt: 5 });
  });

  it("replays a replay: the attempt grows, the newest provenance stands", () => {
    const message = aDeadLetterMessage({ body: replay(aReplayEnvelope({ attempt: 2 })), messageId: "second" });
    expect(JSON.parse(replayBody(message, deadLetterOf(message), stamp))).toMatchObject({
      attempt: 4,
      replayed: { messageId: "second" },
    });
  });

  it("sends a rejected body back in one envelope, however often it was wrapped", () => {
    const inner = JSON.stringify(aReplayEnvelope({ raw: "{", attempt: 4 }));
    expect(JSON.parse(replay(aReplayEnvelope({ raw: inner, attempt: 1 })))).toMatchObject({ raw: "{", attempt: 5 });
  });

  it.each([
    { what: "undeliverable", over: { attributes: { ERROR_CODE: "NO_RESOURCE" } }, code: "undeliverable" },
    { what: "given up", over: { sourceArn: "arn:aws:sqs:eu-west-1:111122223333:intake" }, code: "received-too-often" },
  ])("wraps an event that was $what, and ingest reads it as a replay", ({ over, code }) => {
    const event = JSON.stringify(anImportedEvent());
    const body = replay(event, over);
    expect(JSON.parse(body)).toMatchObject({ kind: "replay", attempt: 1, reason: { code }, raw: event, replayed });
    expect(readMessage(body)).toMatchObject({ kind: "findings", findings: [{ attempt: 1, requested: true }] });
  });

  it("sends the end of an execution as it is: ingest counts the attempts of its findings", () => {
    const event = JSON.stringify(anExecutionEndedEvent({ status: "ABORTED", input: null }));
    expect(replay(event)).toBe(event);
  });

  it("sends an event as it is when no envelope holds it", () => {
    const event = JSON.stringify(anImportedEvent()).padEnd(1_048_500);
    const body = replay(event, { attributes: { ERROR_CODE: "NO_RESOURCE" } });
    expect(body === event, "the very same text").toBe(true);
  });

  it("counts from one again when asked, in the finding too", () => {
    const envelope = aReplayEnvelope({ attempt: 6, finding: aSlimFinding({ attempt: 6 }) });
    const body = replay(envelope, {}, { ...stamp, resetAttempts: true });
    expect(readMessage(body)).toMatchObject({ kind: "replay", envelope: { attempt: 1, finding: { attempt: 0 } } });
  });
});

describe("wouldBeExhausted()", () => {
  const letterAt = (attempt: number, over: object = {}) =>
    deadLetterOf(aDeadLetterMessage({ body: JSON.stringify(aReplayEnvelope({ attempt, ...over })) }));

  it.each([
    { attempt: 4, resetAttempts: false, is: false },
    { attempt: 5, resetAttempts: false, is: true },
    { attempt: 6, resetAttempts: true, is: false },
  ])("is $is after $attempt attempts of 5 (reset: $resetAttempts)", ({ attempt, resetAttempts, is }) => {
    expect(wouldBeExhausted(letterAt(attempt), { resetAttempts }, 5)).toBe(is);
  });

  it("is false for what cannot be read: that is rejected before attempts are counted", () => {
    expect(wouldBeExhausted(letterAt(9, { raw: "{" }), { resetAttempts: false }, 5)).toBe(false);
  });
});
