import type { Enriched } from "#domain/enriched.ts";
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
 * again, so that a message may be doubled but none is lost.
 */
export async function conclude(
  { records, eventBus, deadLetters, clock, log }: ConclusionPorts,
  enriched: readonly Enriched[],
  executionArn: string,
): Promise<void> {
  const at = { parkedAt: clock.now(), executionArn };
  await deadLetters.send(
    enriched.flatMap(({ finding, parking }) => (parking ? [parkFinding(finding, { ...parking, state }, at)] : [])),
  );
  await eventBus.publish(enriched.map(({ event }) => event));
  await records.settle(enriched.map(({ settlement }) => settlement));
  for (const { finding, parking, settlement } of enriched) {
    const { id: findingId, productArn, version } = finding;
    const outcome = parking ? "parked" : settlement.outcome;
    log.outcome({ outcome, findingId, productArn, version, executionArn, ...(parking && { reason: parking.code }) });
  }
}
