import type { FaultKind } from "./fault-kind.ts";
import { badRecordFaults } from "./intake/bad-record.ts";
import { batchAnswerFaults } from "./intake/batch-answer.ts";
import { batchSizeFaults } from "./intake/batch-size.ts";
import { deadLetterFaults } from "./intake/dead-letters.ts";
import { deliveryFaults } from "./intake/delivery.ts";
import { poisonFaults } from "./intake/poison.ts";
import { pollerFaults } from "./intake/poller.ts";
import { redeliveryFaults } from "./intake/redelivery.ts";
import { repeatedEventFaults } from "./intake/repeated-event.ts";

/** Rows 1 to 17, but for 11 and 14, which tests of the template keep out: what happens to events on their way to `ingest`. */
export const intakeFaults: readonly FaultKind[] = [
  ...repeatedEventFaults,
  ...redeliveryFaults,
  ...badRecordFaults,
  ...batchAnswerFaults,
  ...batchSizeFaults,
  ...pollerFaults,
  ...deliveryFaults,
  ...deadLetterFaults,
  ...poisonFaults,
];
