import { randomUUID } from "node:crypto";

/** What a service says about its event. */
export interface ServiceEvent {
  readonly source: string;
  readonly detailType: string;
  readonly account: string;
  readonly region: string;
  readonly atMs: number;
  readonly resources: readonly string[];
  readonly detail: object;
}

/** An event as EventBridge hands it out. @see https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
export const envelopeOf = (event: ServiceEvent, id: string = randomUUID()): object => ({
  version: "0",
  id,
  "detail-type": event.detailType,
  source: event.source,
  account: event.account,
  time: new Date(event.atMs).toISOString().replace(/\.\d+Z$/, "Z"),
  region: event.region,
  resources: event.resources,
  detail: event.detail,
});
