import Table from "cli-table3";
import { durationInWords } from "#domain/duration.ts";
import type { Instant } from "#domain/instant.ts";
import type { Paint } from "../paint.ts";
import type { ReasonGroup } from "./letter-groups.ts";
import type { QueueRead } from "./read-queue.ts";

export const replayWords = {
  yes: "helps",
  "when-mended": "helps once the cause is mended",
  no: "does not help",
} as const;

/** Dead letters by reason: a table of counts and ages. */
export function renderGroups(groups: readonly ReasonGroup[], now: Instant, paint: Paint): string {
  const table = new Table({
    head: ["reason", "messages", "findings", "oldest", "newest", "a replay"].map((head) => paint.bold(head)),
    colAligns: ["left", "right", "right", "right", "right", "left"],
    style: { head: [], border: [] },
  });
  for (const { reason, messages, findings, oldest, newest, replay } of groups) {
    table.push([reason, count(messages), count(findings), age(oldest, now), age(newest, now), replayWords[replay]]);
  }
  return table.toString();
}

/** What a person must know about the reading itself; nothing when all went well. */
export function readingNotes({ isComplete, heldByOthers, notGivenBack }: QueueRead): readonly string[] {
  return [
    ...(isComplete
      ? []
      : ["Not every message was read: SQS hands out no more, or the reading was interrupted. Run it again."]),
    ...(heldByOthers > 0
      ? [`${many(heldByOthers, "message")} held by somebody else were not seen: another gumshoe dlq, or the console.`]
      : []),
    ...(notGivenBack > 0
      ? [`${many(notGivenBack, "message")} could not be given back and appear again by themselves within minutes.`]
      : []),
  ];
}

export function many(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? "" : "s"}`;
}

export function age(since: string, now: Instant): string {
  return durationInWords(now - Date.parse(since));
}

function count(number: number): string {
  return number.toLocaleString("en");
}
