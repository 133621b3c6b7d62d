import type { EventPassage } from "../../hooks.ts";
import type { FaultKind, Stage } from "../fault-kind.ts";

type Event = EventPassage["event"];

const minuteMs = 60_000;
const sources: readonly unknown[] = ["aws.securityhub", "aws.guardduty"];

/** Whether the event is about findings. */
const isFindingEvent = (event: Event) => sources.includes(event["source"]);

/** Whether a rule sends the event to one of the queues: about findings, or about an execution that came to a bad end. */
function isOurs(event: Event): boolean {
  const status = (event["detail"] as { readonly status?: unknown } | undefined)?.status;
  return isFindingEvent(event) || (event["source"] === "aws.states" && status !== "RUNNING" && status !== "SUCCEEDED");
}

const eventTwice: FaultKind = {
  name: "event-twice",
  row: 1,
  what: "EventBridge delivers an event a second time, up to ten minutes later",
  arm: ({ chance, intensity, strike }) => ({
    hooks: {
      event(event) {
        if (!isOurs(event)) return undefined;
        const happens = chance.happens(intensity);
        const delayMs = chance.integer(0, 10 * minuteMs);
        if (!happens || !strike(`events:${event["detail-type"]}`)) return undefined;
        return [
          { event, delayMs: 0 },
          { event, delayMs },
        ];
      },
    },
  }),
};

const twinFromAdministrator = twin({
  name: "twin-from-administrator",
  what: "the event about a finding comes once more, milliseconds later, with the administrator's account",
  account: "444455556666",
  delayMs: 40,
});

const twinFromRegion = twin({
  name: "twin-from-linked-region",
  what: "the event about a finding comes once more with another Region, up to ten seconds later",
  region: "us-east-1",
  delayMs: 10_000,
});

interface Twin extends Pick<FaultKind, "name" | "what"> {
  readonly account?: string;
  readonly region?: string;
  /** At most. */
  readonly delayMs: number;
}

function twin({ name, what, delayMs: delayMsMax, ...place }: Twin): FaultKind {
  const arm = ({ chance, intensity, strike }: Stage) => ({
    hooks: {
      event(event: Event) {
        if (!isFindingEvent(event)) return undefined;
        const happens = chance.happens(intensity);
        const delayMs = chance.integer(1, delayMsMax);
        const other = { ...event, ...place, id: chance.uuid(), time: later(event["time"], delayMs) };
        if (!happens || !strike(`events:${event["detail-type"]}`)) return undefined;
        return [
          { event, delayMs: 0 },
          { event: other, delayMs },
        ];
      },
    },
  });
  return { name, what, row: 2, arm };
}

function later(time: unknown, ms: number): string {
  return new Date(Date.parse(String(time)) + ms).toISOString().replace(/\.\d+Z$/, "Z");
}

const eventLate: FaultKind = {
  name: "event-late",
  row: 3,
  what: "an event takes up to two hours: one about a newer version of the finding may overtake it",
  arm: ({ chance, intensity, strike }) => ({
    hooks: {
      event(event) {
        if (!isOurs(event)) return undefined;
        const happens = chance.happens(intensity);
        const delayMs = chance.integer(1, chance.pick([1, 20, 120])) * minuteMs;
        return happens && strike(`events:${event["detail-type"]}`) ? [{ event, delayMs }] : undefined;
      },
    },
  }),
};

export const repeatedEventFaults: readonly FaultKind[] = [eventTwice, twinFromAdministrator, twinFromRegion, eventLate];
