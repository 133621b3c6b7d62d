import { concurrently } from "#domain/concurrently.ts";
import type { ReplayEnvelope } from "#domain/contract.ts";
import { quoteId } from "#domain/inert-text.ts";
import type { Arrived } from "#domain/intake.ts";
import { type BareMessage, parkFinding, parkRaw } from "#domain/parking.ts";
import type { Clock, EnvelopeQueue, Log, LogFields } from "#domain/ports.ts";
import type { Rejected } from "./reading.ts";
import { Troubles } from "./troubles.ts";

export interface ParkingPorts {
  readonly deadLetters: EnvelopeQueue;
  readonly clock: Clock;
  readonly log: Log;
}

interface ToPark {
  readonly messageId: string;
  readonly parked: ReplayEnvelope | BareMessage;
  readonly line: LogFields;
}

const parksAtOnceMax = 10;
const state = "ingest";

/** Parks what cannot be worked on, one call for each, so that a failure is the trouble of its own message alone. */
export async function parkAll(
  { deadLetters, clock, log }: ParkingPorts,
  rejected: readonly Rejected[],
  exhausted: readonly Arrived[],
): Promise<Troubles> {
  const troubles = new Troubles();
  const parkedAt = clock.now();
  const toPark = [
    ...rejected.map((item) => rejectedItem(item, parkedAt)),
    ...exhausted.map((item) => exhaustedItem(item, parkedAt)),
  ];
  await concurrently(toPark, parksAtOnceMax, ({ messageId, parked, line }) =>
    troubles.contain([messageId], async () => {
      await deadLetters.send([parked]);
      log.outcome(line);
    }),
  );
  return troubles;
}

function rejectedItem({ messageId, body, attempt, code, message }: Rejected, parkedAt: number): ToPark {
  const parked = parkRaw(body, { code, message, state }, parkedAt, attempt);
  return { messageId, parked, line: { outcome: "rejected", reason: code, messageId } };
}

function exhaustedItem({ messageId, finding }: Arrived, parkedAt: number): ToPark {
  const { id: findingId, productArn, version, attempt } = finding;
  const message = `Cannot try finding ${quoteId(findingId)} again: attempt ${attempt} is one too many, a person is wanted`;
  return {
    messageId,
    parked: parkFinding(finding, { code: "exhausted", message, state }, { parkedAt }),
    line: { outcome: "parked", reason: "exhausted", findingId, productArn, version, messageId },
  };
}
