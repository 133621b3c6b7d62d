import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { dayMs } from "#domain/instant.ts";
import { Told } from "#domain/notify/change.ts";
import type { Tellings } from "#domain/notify/ports.ts";
import type { Clock } from "#domain/ports.ts";
import { clock as machineClock } from "./clock.ts";
import { dynamodb } from "./dynamodb-client.ts";
import { errorName, sdkCall } from "./sdk-call.ts";

// As long as Security Hub keeps an active finding.
const keptMs = 90 * dayMs;
// Longer than the function may work on one batch.
const tellingMs = 60_000;

/** `pk` = `told#<finding>`: what was told last, as JSON, and which message is telling right now. */
export function tellingsAdapter(
  TableName: string,
  client = DynamoDBDocumentClient.from(dynamodb),
  clock: Clock = machineClock,
): Tellings {
  /** @returns false when the condition does not hold */
  const update = async (findingKey: string, UpdateExpression: string, ConditionExpression: string, values: object) => {
    const expiration = Math.ceil((clock.now() + keptMs) / 1_000);
    const ExpressionAttributeValues = { ...values, ":expiration": expiration };
    const input = {
      TableName,
      Key: keyOf(findingKey),
      UpdateExpression,
      ConditionExpression,
      ExpressionAttributeValues,
    };
    try {
      await sdkCall("dynamodb:UpdateItem", () => client.send(new UpdateCommand(input)));
      return true;
    } catch (error) {
      if (errorName(error) === "ConditionalCheckFailedException") return false;
      throw error;
    }
  };
  return {
    async find(findingKey) {
      const command = new GetCommand({ TableName, Key: keyOf(findingKey), ConsistentRead: true });
      const { Item } = await sdkCall("dynamodb:GetItem", () => client.send(command));
      const [told, inChat]: unknown[] = [Item?.["told"], Item?.["inChat"]];
      return {
        ...(typeof told === "string" && { told: Told.parse(JSON.parse(told)) }),
        ...(typeof inChat === "string" && { inChat }),
      };
    },
    begin(findingKey, told, by) {
      const now = clock.now();
      const asFound = told ? "toldMark = :known" : "attribute_not_exists(told)";
      return update(
        findingKey,
        "SET tellingBy = :by, tellingUntil = :until, expiration = :expiration",
        `${asFound} AND (attribute_not_exists(tellingBy) OR tellingBy = :by OR tellingUntil < :now)`,
        { ":by": by, ":until": now + tellingMs, ":now": now, ...(told && { ":known": markOf(told) }) },
      );
    },
    async settleChat(findingKey, hash, by) {
      const set = "SET inChat = :hash, expiration = :expiration";
      await update(findingKey, set, "tellingBy = :by", { ":hash": hash, ":by": by });
    },
    async settle(findingKey, told, by) {
      await update(
        findingKey,
        "SET told = :told, toldMark = :mark, expiration = :expiration REMOVE tellingBy, tellingUntil, inChat",
        "tellingBy = :by",
        { ":told": JSON.stringify(told), ":mark": markOf(told), ":by": by },
      );
    },
  };
}

function keyOf(findingKey: string) {
  return { pk: `told#${findingKey}` };
}

/** What tells one telling from another, in whatever order its JSON has its members. */
function markOf({ hash, at }: Told): string {
  return `${hash} ${at}`;
}
