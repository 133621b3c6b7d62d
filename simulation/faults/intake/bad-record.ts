import { ServiceError } from "#local/service.ts";
import type { FaultKind } from "../fault-kind.ts";
import { withBadRecords } from "./bad-record-story.ts";
import { isDeadLetterSend } from "./dead-letter-send.ts";

const row = 6;

const badRecordInBatch: FaultKind = {
  name: "bad-record-in-batch",
  row,
  what: "one to three messages that cannot be read come with the others of a batch",
  arm: (stage) => ({ story: (story) => withBadRecords(stage, story) }),
};

const badRecordNotParked: FaultKind = {
  name: "bad-record-not-parked",
  row,
  what: "a message that cannot be read cannot be parked either: it alone fails and comes again",
  arm(stage) {
    const { chance, intensity, strike } = stage;
    return {
      story: (story) => withBadRecords(stage, story),
      hooks: {
        request(request) {
          if (!isDeadLetterSend(request) || request.sandbox.functionName !== "ingest") return undefined;
          if (!chance.happens(Math.max(intensity, 0.3)) || !strike("sqs:SendMessageBatch")) return undefined;
          return { refuse: new ServiceError("InternalError", 500, "We encountered an internal error") };
        },
      },
    };
  },
};

export const badRecordFaults: readonly FaultKind[] = [badRecordInBatch, badRecordNotParked];
