import { describe, expect, it } from "vitest";
import { QueueGauge } from "#simulation/alarms/queue-gauge.ts";

const minuteMs = 60_000;

function aGauge() {
  const told: string[] = [];
  const gauge = new QueueGauge((metric, atMs, value) => {
    if (metric === "ApproximateAgeOfOldestMessage") told.push(`${Math.ceil(atMs / minuteMs)}: ${value} s`);
    else told.push(`${Math.ceil(atMs / minuteMs)}: ${value}`);
  });
  const happens = (change: "arrives" | "deleted", atMs: number) =>
    gauge.see({ kind: "message", queue: "q", messageId: "m", body: "", change }, atMs);
  return { gauge, told, happens };
}

describe("QueueGauge", () => {
  it("tells once a minute how many messages there are and how old the oldest is", () => {
    const { gauge, told, happens } = aGauge();
    happens("arrives", 30_000);
    happens("deleted", 2.5 * minuteMs);
    gauge.tellUntil(3 * minuteMs);
    expect(told).toEqual(["1: 1", "1: 30 s", "2: 1", "2: 90 s", "3: 0", "3: 0 s"]);
  });

  it("leaves out what was received three times", () => {
    const { gauge, told, happens } = aGauge();
    happens("arrives", 0);
    for (let receive = 0; receive < 3; receive++) gauge.received({ Records: [{ messageId: "m" }] });
    gauge.tellUntil(minuteMs);
    expect(told).toEqual(["1: 1", "1: 0 s"]);
  });

  it("falls silent when the queue has been empty and left alone for six hours", () => {
    const { gauge, told, happens } = aGauge();
    happens("arrives", 0);
    happens("deleted", 1);
    gauge.tellUntil(24 * 60 * minuteMs);
    expect(told.length).toBe(2 * 360);
  });
});
