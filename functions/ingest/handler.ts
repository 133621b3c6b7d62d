import type { Batch, BatchResponse, IntakeMessage } from "#domain/batch.ts";
import { groundings, triage } from "#domain/intake.ts";
import type { FindingRecords, Invocation } from "#domain/ports.ts";
import type { Settings } from "#domain/settings.ts";
import { type OpeningPorts, startOrAdd } from "./opening.ts";
import { type ParkingPorts, parkAll } from "./parking.ts";
import { inParts, type PartsPorts } from "./parts.ts";
import { type ReadingPorts, readAll } from "./reading.ts";
import { Troubles } from "./troubles.ts";

export interface IngestPorts extends ReadingPorts, OpeningPorts, ParkingPorts, PartsPorts {
  readonly batch: Batch;
  readonly records: FindingRecords;
  readonly settings: ReadingPorts["settings"] & Pick<Settings, "joinToleranceMinutes" | "maxAttempts">;
}

/**
 * Turns a batch of intake messages into as few executions as it takes. Every finding version is started, added to a group that
 * is on its way, skipped or parked, with one log line; messages fail one by one, and the batch as a whole when nothing can be started.
 * What was received before is read last and apart: if that was what ended the sandbox, it does so alone.
 */
export function createHandler(ports: IngestPorts) {
  const { batch, records, log, settings } = ports;

  const ingest = async (messages: readonly IntakeMessage[]): Promise<Troubles> => {
    const troubles = new Troubles();
    const { arrived, left, rejected } = await readAll(ports, messages, troubles);
    const known = await records.read(arrived.map(({ finding }) => finding));
    const { taken, skipped, exhausted } = triage(arrived, known, settings.maxAttempts);

    const notTaken = await startOrAdd(ports, taken);
    for (const { messageId, finding, reason } of [...skipped, ...left]) {
      const { id: findingId, productArn, version } = finding;
      log.outcome({ outcome: "skipped", reason, findingId, productArn, version, messageId });
    }
    // Parked last, and nothing of a message that comes again: it would be parked again.
    const toPark = rejected.filter(({ messageId }) => !notTaken.has(messageId));
    const notParked = await parkAll(ports, toPark, exhausted);
    const parked = exhausted.filter(({ messageId }) => !notParked.has(messageId));
    await notParked.contain(
      parked.map(({ messageId }) => messageId),
      () => records.settle(groundings(parked, known)),
    );

    return new Troubles([...notParked, ...notTaken, ...troubles]);
  };

  return async (event: unknown, invocation: Invocation): Promise<BatchResponse> => {
    log.begin(invocation);
    return batch.process(event, invocation, async (messages) => {
      const failures = await inParts(ports, messages, invocation, ingest);
      for (const [messageId, error] of failures) {
        log.warn("Cannot take the message, it will come again", { outcome: "failed", reason: error.name, messageId });
      }
      return failures;
    });
  };
}
