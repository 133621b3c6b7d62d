import type { BusEvent } from "./bus-event.ts";

/** The detail-types of the events on the bus. */
export const busEventTypes = [
  "Finding Enriched",
  "Finding Not Investigable",
  "Finding Parked",
] as const satisfies readonly BusEvent["detailType"][];
