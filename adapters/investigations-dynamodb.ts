import { DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { Investigation } from "#domain/investigation.ts";
import type { Investigations } from "#domain/ports.ts";
import { dynamodb } from "./dynamodb-client.ts";
import { errorName, sdkCall } from "./sdk-call.ts";

// An investigation reaches back 30 days at most: later than this nobody can join it.
const keptMs = 35 * 24 * 60 * 60 * 1_000;

/** Head records: `pk` = `head#<graph ARN>#<identity>`, one for each principal in a graph. */
export function investigationsAdapter(
  tableName: string,
  client = DynamoDBDocumentClient.from(dynamodb),
): Investigations {
  return {
    async latest(graphArn, identity) {
      const Key = { pk: headKey(graphArn, identity) };
      const command = new GetCommand({ TableName: tableName, Key, ConsistentRead: true });
      const { Item } = await sdkCall("dynamodb:GetItem", () => client.send(command));
      return Item?.["investigation"] as Investigation | undefined;
    },
    async remember(graphArn, identity, investigation) {
      const { createdAt } = investigation;
      const command = new PutCommand({
        TableName: tableName,
        Item: {
          pk: headKey(graphArn, identity),
          createdAt,
          investigation,
          expiration: Math.ceil((createdAt + keptMs) / 1_000),
        },
        ConditionExpression: "attribute_not_exists(pk) OR createdAt <= :createdAt",
        ExpressionAttributeValues: { ":createdAt": createdAt },
      });
      await unlessNewerIsThere(() => sdkCall("dynamodb:PutItem", () => client.send(command)));
    },
  };
}

function headKey(graphArn: string, identity: string): string {
  return `head#${graphArn}#${identity}`;
}

async function unlessNewerIsThere(put: () => Promise<unknown>): Promise<void> {
  try {
    await put();
  } catch (error) {
    if (errorName(error) !== "ConditionalCheckFailedException") throw error;
  }
}
