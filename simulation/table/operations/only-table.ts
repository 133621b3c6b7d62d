import { isRecord } from "#local/services/request/record.ts";
import type { Members } from "../request.ts";
import { invalid, misshapen } from "../table-error.ts";

/**
 * The one table of a batch, and what is asked of it.
 * @throws {ServiceError} ValidationException: there is none, or there are several, which DynamoDB takes and this table does not
 */
export function onlyTable({ RequestItems: requests }: Members): readonly [string, unknown] {
  if (!isRecord(requests)) throw misshapen("RequestItems", "an object");
  const [only, ...more] = Object.entries(requests);
  if (!only) throw invalid("Cannot do a batch: RequestItems names no table, wanted 1");
  if (more.length > 0) throw invalid(`Cannot do a batch: RequestItems names ${more.length + 1} tables, supported is 1`);
  return only;
}
