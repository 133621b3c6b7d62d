import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Front, startFront } from "#local/http/front.ts";
import { type DynamoDb, dynamoDbService } from "#local/services/dynamodb.ts";
import { VirtualClock } from "#local/virtual-clock.ts";

const startAt = Date.UTC(2026, 4, 1, 12);
const table = {
  TableName: "claims",
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
  AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
  BillingMode: "PAY_PER_REQUEST",
};
const key = { pk: { S: "a" } };

let dynamoDb: DynamoDb;
let front: Front;
let client: DynamoDBClient;

beforeEach(async () => {
  const clock = new VirtualClock(startAt);
  const world = { clock, partition: "aws", accountId: "111122223333", region: "eu-west-1" };
  dynamoDb = dynamoDbService(world);
  await dynamoDb.createTable(table, "eu-west-1");
  front = await startFront({ world, services: [dynamoDb] });
  client = new DynamoDBClient({
    endpoint: front.url,
    region: "eu-west-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    maxAttempts: 1,
  });
});
afterEach(() => front.close());

const put = (n: string, condition = "attribute_not_exists(pk)") =>
  client.send(
    new PutItemCommand({
      TableName: "claims",
      Item: { ...key, n: { N: n } },
      ConditionExpression: condition,
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    }),
  );

describe("dynamoDbService() with the real SDK client", () => {
  it("describes a table by the clock, the account and the Region", async () => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: "claims" }));
    expect(Table).toMatchObject({
      TableArn: "arn:aws:dynamodb:eu-west-1:111122223333:table/claims",
      CreationDateTime: new Date(startAt),
      TableStatus: "ACTIVE",
    });
  });

  it("PutItem answers the item that failed its condition when ALL_OLD asks for it", async () => {
    await put("1");
    const failed = await put("2").catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ConditionalCheckFailedException);
    expect((failed as ConditionalCheckFailedException).Item).toEqual({ ...key, n: { N: "1" } });
  });

  it("UpdateItem answers the item that failed its condition when ALL_OLD asks for it", async () => {
    await put("1");
    const update = (returned: "ALL_OLD" | "NONE") =>
      client
        .send(
          new UpdateItemCommand({
            TableName: "claims",
            Key: key,
            UpdateExpression: "SET n = :new",
            ConditionExpression: "n < :new",
            ExpressionAttributeValues: { ":new": { N: "1" } },
            ReturnValuesOnConditionCheckFailure: returned,
          }),
        )
        .catch((error: { name: string; Item?: unknown }) => ({ name: error.name, item: error.Item }));
    expect(await update("ALL_OLD")).toEqual({
      name: "ConditionalCheckFailedException",
      item: { ...key, n: { N: "1" } },
    });
    expect(await update("NONE")).toEqual({ name: "ConditionalCheckFailedException", item: undefined });
  });

  it("of ten writers of one claim one wins, and the others see what it wrote", async () => {
    const all = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => put(String(n))));
    const winner = all.findIndex(({ status }) => status === "fulfilled");
    const seen = all.flatMap((one) => (one.status === "rejected" ? [one.reason.Item.n.N] : []));
    expect(seen).toEqual(Array(9).fill(String(winner)));
  });

  it("BatchGetItem reads many keys", async () => {
    await put("1");
    const output = await client.send(
      new BatchGetItemCommand({ RequestItems: { claims: { Keys: [key, { pk: { S: "z" } }], ConsistentRead: true } } }),
    );
    expect(output.Responses?.["claims"]).toEqual([{ ...key, n: { N: "1" } }]);
  });

  it("keeps the tables of each Region apart", async () => {
    await dynamoDb.createTable(table, "us-east-1");
    await put("1");
    expect([
      (await dynamoDb.scan("claims", "eu-west-1")).length,
      (await dynamoDb.scan("claims", "us-east-1")).length,
    ]).toEqual([1, 0]);
  });

  it("answers what it does not have by name", async () => {
    const transact = new TransactWriteItemsCommand({ TransactItems: [] });
    await expect(client.send(transact)).rejects.toMatchObject({ name: "UnknownOperationException" });
  });

  it("answers DynamoDB's own errors", async () => {
    const sent = client.send(new GetItemCommand({ TableName: "nowhere", Key: key }));
    await expect(sent).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });
});
