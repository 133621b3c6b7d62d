import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { dayMs } from "#domain/instant.ts";
import { DigestEntry } from "#domain/notify/digest.ts";
import type { Digests } from "#domain/notify/ports.ts";
import type { Clock } from "#domain/ports.ts";
import { clock as machineClock } from "./clock.ts";
import { dynamodb } from "./dynamodb-client.ts";
import { errorName, sdkCall } from "./sdk-call.ts";

const keptMs = 14 * dayMs;
// 250 × 1.2 KB are 300 KB; an item holds 400 KB.
const entriesMax = 250;

/** `pk` = `digest#<day>`: its findings as a list of JSON texts, how many more there were, and when people were told. */
export function digestsAdapter(
  TableName: string,
  client = DynamoDBDocumentClient.from(dynamodb),
  clock: Clock = machineClock,
): Digests {
  const update = (day: string, UpdateExpression: string, values: object, more: object = {}) => {
    const expiration = Math.ceil((clock.now() + keptMs) / 1_000);
    const ExpressionAttributeValues = { ...values, ":expiration": expiration };
    const input = { TableName, Key: { pk: `digest#${day}` }, UpdateExpression, ExpressionAttributeValues, ...more };
    return sdkCall("dynamodb:UpdateItem", () => client.send(new UpdateCommand(input)));
  };
  return {
    async add(day, entry) {
      const list = "SET entries = list_append(if_not_exists(entries, :none), :entry), expiration = :expiration";
      const values = { ":none": [], ":entry": [JSON.stringify(entry)], ":most": entriesMax };
      const ConditionExpression = "attribute_not_exists(entries) OR size(entries) < :most";
      try {
        await update(day, list, values, { ConditionExpression });
      } catch (error) {
        if (errorName(error) !== "ConditionalCheckFailedException") throw error;
        await update(day, "SET expiration = :expiration ADD furtherFindings :one", { ":one": 1 });
      }
    },
    async untold(day) {
      const command = new GetCommand({ TableName, Key: { pk: `digest#${day}` }, ConsistentRead: true });
      const { Item } = await sdkCall("dynamodb:GetItem", () => client.send(command));
      if (!Item || Item["toldAt"] !== undefined) return undefined;
      const texts: readonly string[] = Item["entries"] ?? [];
      const entries = texts.map((text) => DigestEntry.parse(JSON.parse(text)));
      return { day, entries, more: Number(Item["furtherFindings"] ?? 0) };
    },
    async markTold(day) {
      await update(day, "SET toldAt = :now, expiration = :expiration", { ":now": clock.now() });
    },
  };
}
