import { ServiceError } from "#local/service.ts";
import { isRecord, type JsonRecord, memberOf } from "#local/services/request/record.ts";
import type { Chance } from "../../chance.ts";
import type { FaultKind } from "../fault-kind.ts";
import { answerFault, isCall, requestFault } from "../request-fault.ts";

const throttles = ["ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded"] as const;

const tableThrottles = requestFault({
  name: "table-throttles",
  row: 32,
  what: "the table has no capacity left for a request",
  concerns: isCall("DynamoDB"),
  fate: (chance) => ({
    refuse: new ServiceError(chance.pick(throttles), 400, "Throughput exceeds the current capacity"),
  }),
});

const tableErrors = requestFault({
  name: "table-errors",
  row: 32,
  what: "DynamoDB answers InternalServerError, and has done nothing",
  concerns: isCall("DynamoDB"),
  fate: () => ({ refuse: new ServiceError("InternalServerError", 500, "Internal server error") }),
});

const writeConflicts = requestFault({
  name: "write-conflicts",
  row: 32,
  what: "a write meets a transaction of somebody else on the same item",
  concerns: isCall("DynamoDB", "PutItem", "UpdateItem", "DeleteItem"),
  fate: () => ({
    refuse: new ServiceError("TransactionConflictException", 400, "Transaction is ongoing for the item"),
  }),
});

const keysUnprocessed = answerFault({
  name: "keys-unprocessed",
  row: 32,
  what: "a read of many items leaves some or all of them unprocessed",
  concerns: isCall("DynamoDB", "BatchGetItem"),
  change: (answer, chance, { input }) => withUnprocessed(answer, chance, memberOf(input, "RequestItems")),
});

function withUnprocessed(answer: JsonRecord, chance: Chance, asked: unknown): JsonRecord | undefined {
  const [table, of] = Object.entries(isRecord(asked) ? asked : {})[0] ?? [];
  const keys = listAt(of, "Keys");
  if (table === undefined || !isRecord(of) || keys.length === 0) return undefined;
  const share = chance.pick([0.1, 0.5, 1]);
  const drawn = keys.filter(() => chance.happens(share));
  const left = drawn.length > 0 ? drawn : keys.slice(0, 1);
  const names = new Set(left.map(nameOf));
  const found = listAt(memberOf(answer, "Responses"), table).filter((item) => !names.has(nameOf(item)));
  return { ...answer, Responses: { [table]: found }, UnprocessedKeys: { [table]: { ...of, Keys: left } } };
}

function listAt(holder: unknown, name: string): readonly unknown[] {
  const list = memberOf(holder, name);
  return Array.isArray(list) ? list : [];
}

function nameOf(item: unknown): unknown {
  return memberOf(memberOf(item, "pk"), "S");
}

export const tableTroubleFaults: readonly FaultKind[] = [tableThrottles, tableErrors, writeConflicts, keysUnprocessed];
