import type { FaultKind } from "../fault-kind.ts";
import { about, type FindingEvent, strangeMessage } from "./strange-message.ts";

const row = 21;
/** The most that a state of Step Functions carries, and a message of SQS. */
const [stateBytes, messageBytes] = [256 * 1_024, 1_024 * 1_024];

/** One, two, three and four bytes of UTF-8, and one that JSON escapes to six. */
const letters = ["x", "é", "漢", "𝔉", "\u0001"] as const;

const eventOfStateSize = strangeMessage({
  name: "event-of-state-size",
  row,
  what: "an event has as many bytes as a state of the workflow may carry, one fewer or one more, in letters of one to four bytes",
  share: 0.3,
  body: (event, chance) => padded(event, stateBytes + chance.integer(-1, 1), chance.pick(letters)),
});

const eventOfMessageSize = strangeMessage({
  name: "event-of-message-size",
  row,
  what: "an event has as many bytes as a message of SQS may have, or one fewer",
  share: 0.1,
  body: (event, chance) => padded(event, messageBytes - chance.integer(0, 1), chance.pick(letters)),
});

const garbageOfMessageSize = strangeMessage({
  name: "garbage-of-message-size",
  row,
  what: "a message of the full size cannot be read: in an envelope it is too large for the dead-letter queue",
  share: 0.1,
  body: (event, chance) => padded(event, messageBytes, chance.pick(letters)).replace("{", "["),
});

/** The event with so long a description that its JSON has exactly so many bytes. */
function padded(event: FindingEvent, bytes: number, letter: string): string {
  const withText = (text: string) => JSON.stringify(about(event, (finding) => ({ ...finding, Description: text })));
  const room = bytes - Buffer.byteLength(withText(""));
  const each = Buffer.byteLength(JSON.stringify(letter)) - 2;
  return withText(letter.repeat(Math.floor(room / each)) + "x".repeat(room % each));
}

export const sizeFaults: readonly FaultKind[] = [eventOfStateSize, eventOfMessageSize, garbageOfMessageSize];
