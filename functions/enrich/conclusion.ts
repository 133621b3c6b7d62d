import type { Enriched } from "#domain/enriched.ts";
import { MessagesRefused } from "#domain/errors.ts";
import type { Lateness } from "#domain/lateness.ts";
import { parkFinding } from "#domain/parking.ts";
import type { Clock, EnvelopeQueue, EventBus, FindingRecords, Log } from "#domain/ports.ts";

export interface ConclusionPorts {
  readonly records: FindingRecords;
  readonly eventBus: EventBus;
  readonly deadLetters: EnvelopeQueue;
  readonly clock: Clock;
  readonly log: Log;
}

const state = "Enrich findings";

/**
 * Parks what failed, tells the event bus, remembers. The records come last: whoever dies before them does all of this
 * again, so that a message may be doubled but none is lost. What the dead-letter queue refuses keeps no other one from being remembered.
 * @throws {MessagesRefused} some are not parked, which a retry does
 */
export async function conclude(
  { records, eventBus, deadLetters, clock, log }: ConclusionPorts,
  enriched: readonly Enriched[],
  executionArn: string,
  lateness: Lateness,
): Promise<void> {
  const refusal = await parkOf(deadLetters, enriched, { parkedAt: clock.now(), executionArn });
  const over = enriched.filter((one) => !refusal?.unparked.has(one));
  await eventBus.publish(over.map(({ event }) => event));
  await records.settle(over.map(({ settlement }) => settlement));
  for (const { finding, parking, settlement, event } of over) {
    const { id: findingId, productArn, version } = finding;
    const about = { findingId, productArn, version, executionArn };
    const reason = parking?.code ?? event.detail.reason;
    const outcome = parking ? "parked" : settlement.outcome;
    log.outcome({ outcome, ...(reason !== undefined && { reason }), ...about, ...lateness });
  }
  if (refusal) throw refusal.error;
}

/** @returns what the queue refused, if it took anything else */
async function parkOf(
  deadLetters: EnvelopeQueue,
  enriched: readonly Enriched[],
  at: { readonly parkedAt: number; readonly executionArn: string },
) {
  const failed = enriched.flatMap((one) => (one.parking ? [{ one, parking: one.parking }] : []));
  try {
    await deadLetters.send(failed.map(({ one, parking }) => parkFinding(one.finding, { ...parking, state }, at)));
    return undefined;
  } catch (error) {
    if (!(error instanceof MessagesRefused)) throw error;
    return { error, unparked: new Set(failed.filter((_, place) => error.refused.has(place)).map(({ one }) => one)) };
  }
}
