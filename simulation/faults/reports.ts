import { ServiceError } from "#local/service.ts";
import type { FaultKind } from "./fault-kind.ts";
import { isCall, requestFault } from "./request-fault.ts";

const row = 71;
const secondMs = 1_000;
const failure = new ServiceError("InternalError", 500, "We encountered an internal error. Please try again.");

const s3SlowsDown = requestFault({
  name: "s3-slows-down",
  row,
  what: "S3 answers SlowDown to PutObject or GetObject",
  concerns: isCall("S3"),
  fate: () => ({ refuse: new ServiceError("SlowDown", 503, "Please reduce your request rate.") }),
});

const s3Fails = requestFault({
  name: "s3-fails",
  row,
  what: "S3 answers InternalError to PutObject or GetObject, and does nothing",
  concerns: isCall("S3"),
  fate: () => ({ refuse: failure }),
});

const s3AnswerLost = requestFault({
  name: "s3-answer-lost",
  row,
  what: "S3 writes an object and the answer gets lost: InternalError, or none at all",
  concerns: isCall("S3", "PutObject"),
  fate: (chance) => ({ lose: chance.happens(0.5) ? "timeout" : failure }),
});

const s3AnswersLate = requestFault({
  name: "s3-answers-late",
  row,
  what: "an answer of S3 takes up to 30 seconds, or never comes",
  concerns: isCall("S3"),
  fate(chance) {
    const slowMs = chance.integer(100, 30 * secondMs);
    return slowMs < 10 * secondMs ? { slowMs } : { lose: "timeout" };
  },
});

const s3Denies = requestFault({
  name: "s3-denies",
  row,
  what: "S3 denies PutObject or GetObject: somebody has changed the bucket's policy or its key's",
  concerns: isCall("S3"),
  fate: () => ({ refuse: new ServiceError("AccessDenied", 403, "Access Denied") }),
});

/** The bucket of the reports: row 71. */
export const reportFaults: readonly FaultKind[] = [s3SlowsDown, s3Fails, s3AnswerLost, s3AnswersLate, s3Denies];
