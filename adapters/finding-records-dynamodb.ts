import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  QueryCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from "@aws-sdk/lib-dynamodb";
import { concurrently } from "#domain/concurrently.ts";
import type { FindingRecord, Settlement } from "#domain/finding-record.ts";
import { type FindingKey, findingKeyText } from "#domain/key.ts";
import type { Clock, FindingRecords } from "#domain/ports.ts";
import { clock as machineClock } from "./clock.ts";
import { dynamodb } from "./dynamodb-client.ts";
import { type FindingRecordItem, inFlightIndex, overdueOf, recordKey, recordOf } from "./finding-record-item.ts";
import { beginUpdate, endFlightUpdate, settleAndEndFlightUpdate, settleUpdate } from "./finding-record-update.ts";
import { batches, sendAll } from "./partial-send.ts";
import { errorName, sdkCall } from "./sdk-call.ts";

const keysPerRead = 100; // BatchGetItem's limit
const updatesAtOnceMax = 25;

/** Finding records: `pk` = `finding#<product and id>`, kept for 100 days after the last change. */
export function findingRecordsAdapter(
  tableName: string,
  client = DynamoDBDocumentClient.from(dynamodb, { marshallOptions: { removeUndefinedValues: true } }),
  clock: Clock = machineClock,
): FindingRecords {
  const update = async (key: FindingKey, input: Omit<UpdateCommandInput, "TableName" | "Key">): Promise<boolean> => {
    const command = new UpdateCommand({ TableName: tableName, Key: recordKey(key), ...input });
    return unlessCondition(() => sdkCall("dynamodb:UpdateItem", () => client.send(command)));
  };

  const readSome = async (keys: readonly FindingKey[], into: Map<string, FindingRecord>) => {
    const send = async (wanted: readonly Record<string, unknown>[]) => {
      const RequestItems = { [tableName]: { Keys: [...wanted], ConsistentRead: true } };
      const command = new BatchGetCommand({ RequestItems });
      const { Responses, UnprocessedKeys } = await sdkCall("dynamodb:BatchGetItem", () => client.send(command));
      for (const item of (Responses?.[tableName] ?? []) as FindingRecordItem[]) {
        into.set(findingKeyText(item), recordOf(item));
      }
      return UnprocessedKeys?.[tableName]?.Keys ?? [];
    };
    await sendAll("dynamodb:BatchGetItem", keys.map(recordKey), clock, send);
  };

  const settle = async (settlement: Settlement) => {
    const now = clock.now();
    if (await update(settlement, settleAndEndFlightUpdate(settlement, now))) return;
    // A newer version is settled, or another execution has the finding now: each half stands for itself.
    await update(settlement, settleUpdate(settlement, now));
    await update(settlement, endFlightUpdate(settlement));
  };

  return {
    async read(keys) {
      const found = new Map<string, FindingRecord>();
      const distinct = [...new Map(keys.map((key) => [findingKeyText(key), key])).values()];
      for (const some of batches(distinct, keysPerRead, Number.POSITIVE_INFINITY, () => 0)) await readSome(some, found);
      return found;
    },
    async begin(findings, inFlight, how) {
      const now = clock.now();
      await concurrently(findings, updatesAtOnceMax, (finding) =>
        update(finding, beginUpdate(finding, inFlight, now, how)),
      );
    },
    async settle(settlements) {
      await concurrently(settlements, updatesAtOnceMax, settle);
    },
    async endFlight(findings, executionArn) {
      await concurrently(findings, updatesAtOnceMax, (finding) =>
        update(finding, endFlightUpdate({ ...finding, executionArn })),
      );
    },
    async overdue(before, limit) {
      const found: FindingRecordItem[] = [];
      // A page ends at 1 MiB, which large findings fill long before the limit.
      let from: Record<string, unknown> | undefined;
      do {
        const command = new QueryCommand({
          TableName: tableName,
          IndexName: inFlightIndex,
          KeyConditionExpression: "inFlight = :yes AND inFlightSince < :before",
          ExpressionAttributeValues: { ":yes": "yes", ":before": before },
          Limit: limit - found.length,
          ...(from && { ExclusiveStartKey: from }),
        });
        const { Items = [], LastEvaluatedKey } = await sdkCall("dynamodb:Query", () => client.send(command));
        found.push(...(Items as FindingRecordItem[]));
        from = found.length < limit ? LastEvaluatedKey : undefined;
      } while (from !== undefined);
      return found.flatMap(overdueOf);
    },
  };
}

/** @returns false when the condition did not hold */
async function unlessCondition(send: () => Promise<unknown>): Promise<boolean> {
  try {
    await send();
    return true;
  } catch (error) {
    if (errorName(error) === "ConditionalCheckFailedException") return false;
    throw error;
  }
}
