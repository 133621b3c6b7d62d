import type { BatchResponse } from "#domain/batch.ts";
import { type HandingOutPorts, handOut } from "#domain/handing-out.ts";
import type { Invocation } from "#domain/ports.ts";
import { type DigestPorts, tellDigests } from "./digesting.ts";
import { type TellingPorts, tell } from "./telling.ts";

export type NotifyPorts = HandingOutPorts & TellingPorts & DigestPorts;

/** Tells people of findings, each piece of news once; and once a day of all that was not worth a message. */
export function createHandler(ports: NotifyPorts) {
  return async (event: unknown, invocation: Invocation): Promise<BatchResponse | undefined> => {
    ports.log.begin(invocation);
    if (isSchedule(event)) {
      await tellDigests(ports);
      return undefined;
    }
    return handOut(ports, event, invocation, (busEvent, message) => tell(ports, busEvent, message.messageId));
  };
}

function isSchedule(event: unknown): boolean {
  return typeof event === "object" && event !== null && "source" in event && event.source === "aws.events";
}
