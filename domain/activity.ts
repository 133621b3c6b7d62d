import { dayMs, formatInstant, type Instant, parseInstant } from "./instant.ts";

/** The times a finding and its event tell, as they stand. */
export interface ToldTimes {
  readonly firstSeen: string | undefined;
  readonly lastSeen: string | undefined;
  readonly created: string | undefined;
  readonly updatedAt: Instant;
  /** When the event was sent. */
  readonly event: string | undefined;
}

/**
 * When the activity of a finding began and ended: as observed, else from creation to the last update.
 *
 * A time that cannot be read, or lies more than a day after the event (or, where the event's own time cannot be true
 * because it lies before the finding's creation, after the update), is not believed: the update stands in for it, and the
 * event for an update that is not believed either. What lies after the event by less has happened by then: a clock was fast.
 * @returns first <= last
 */
export function activityOf(told: ToldTimes): { readonly firstActivityAt: string; readonly lastActivityAt: string } {
  const createdAt = parseInstant(told.created);
  const eventAt = parseInstant(told.event);
  const sentAt = eventAt !== undefined && eventAt >= (createdAt ?? told.updatedAt) - dayMs ? eventAt : undefined;
  const latest = (sentAt ?? told.updatedAt) + dayMs;
  const believed = (at: Instant | undefined) =>
    at !== undefined && at <= latest ? Math.min(at, sentAt ?? at) : undefined;
  const updated = believed(told.updatedAt) ?? sentAt ?? told.updatedAt;
  const first = believed(parseInstant(told.firstSeen)) ?? believed(createdAt) ?? updated;
  const last = believed(parseInstant(told.lastSeen)) ?? updated;
  return {
    firstActivityAt: formatInstant(Math.min(first, last)),
    lastActivityAt: formatInstant(Math.max(first, last)),
  };
}
