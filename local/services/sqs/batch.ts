import { ServiceError } from "../../service.ts";
import type { Input } from "../request/input.ts";
import { sqsError } from "./errors.ts";

// @see docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
const entriesMax = 10;

/**
 * Reads the `Entries` of a batch request.
 * @throws {ServiceError} EmptyBatchRequest, TooManyEntriesInBatchRequest, InvalidBatchEntryId, BatchEntryIdsNotDistinct
 */
export function batchEntries(input: Input): readonly Input[] {
  const entries = input.optionalObjects("Entries") ?? [];
  if (entries.length === 0) throw sqsError("EmptyBatchRequest", "There should be at least one entry in the request.");
  if (entries.length > entriesMax) {
    throw sqsError(
      "TooManyEntriesInBatchRequest",
      `Maximum number of entries per request are ${entriesMax}. You have sent ${entries.length}.`,
    );
  }
  const seen = new Set<string>();
  for (const id of entries.map(idOf)) {
    if (seen.has(id)) throw sqsError("BatchEntryIdsNotDistinct", `Id ${id} repeated.`);
    seen.add(id);
  }
  return entries;
}

/** Does every entry of a batch; one that fails does not touch the others. */
export function answerBatch(input: Input, act: (entry: Input) => object) {
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of batchEntries(input)) {
    try {
      Successful.push({ Id: idOf(entry), ...act(entry) });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      Failed.push({ Id: idOf(entry), SenderFault: error.status < 500, Code: error.name, Message: error.message });
    }
  }
  return { Successful, Failed };
}

function idOf(entry: Input): string {
  const id = entry.raw("Id");
  if (typeof id === "string" && /^[A-Za-z0-9_-]{1,80}$/.test(id)) return id;
  throw sqsError(
    "InvalidBatchEntryId",
    "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.",
  );
}
