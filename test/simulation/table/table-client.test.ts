import {
  ConditionalCheckFailedException,
  DescribeTableCommand,
  DynamoDBServiceException,
  GetItemCommand,
  ProvisionedThroughputExceededException,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand as QueryDocumentsCommand,
  ScanCommand as ScanDocumentsCommand,
  TransactWriteCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { ServiceError } from "#local/service.ts";
import { documentClient, tableClient } from "#simulation/table/table-client.ts";
import { aTable, type Plain, stored, tableName, written } from "./a-table.ts";

const TableName = tableName;
const $metadata = { httpStatusCode: 200, attempts: 1, totalRetryDelay: 0 };

function clients(...items: readonly Plain[]) {
  const table = aTable(...items);
  const calls: string[] = [];
  const send = async (operation: string, input: object) => {
    calls.push(operation);
    return table.call(operation, input);
  };
  return { table, calls, low: tableClient(send), documents: documentClient(send) };
}

const failing = (error: Error) => async () => {
  throw error;
};

describe("tableClient()", () => {
  it("turns commands into calls, and outputs into the SDK's", async () => {
    const { low, calls } = clients();
    const Key = written({ pk: "a" });
    await low.send(new PutItemCommand({ TableName, Item: { ...Key, n: { N: "1" } } }));
    expect(await low.send(new GetItemCommand({ TableName, Key }))).toEqual({
      Item: written({ pk: "a", n: 1 }),
      $metadata,
    });
    const KeyConditionExpression = "pk = :v";
    await low.send(
      new QueryCommand({ TableName, KeyConditionExpression, ExpressionAttributeValues: written({ ":v": "a" }) }),
    );
    await low.send(new ScanCommand({ TableName }));
    expect(calls).toEqual(["PutItem", "GetItem", "Query", "Scan"]);
  });

  it("throws the SDK's own error for a failed condition, with the item", async () => {
    const { low } = clients({ pk: "a", n: 1 });
    const refused = low.send(
      new PutItemCommand({
        TableName,
        Item: written({ pk: "a" }),
        ConditionExpression: "attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    await expect(refused).rejects.toBeInstanceOf(ConditionalCheckFailedException);
    await expect(refused).rejects.toMatchObject({
      name: "ConditionalCheckFailedException",
      message: "The conditional request failed",
      Item: written({ pk: "a", n: 1 }),
      $fault: "client",
      $metadata: { httpStatusCode: 400 },
    });
  });

  it.each([
    ["a service's error", new ServiceError("ProvisionedThroughputExceededException", 400, "slow down")],
    [
      "one that looks like the SDK's",
      Object.assign(new Error("slow down"), {
        name: "ProvisionedThroughputExceededException",
        $metadata: { httpStatusCode: 400 },
      }),
    ],
  ])("makes the SDK's class of %s", async (_what, error) => {
    const sent = tableClient(failing(error)).send(new ScanCommand({ TableName }));
    await expect(sent).rejects.toBeInstanceOf(ProvisionedThroughputExceededException);
    await expect(sent).rejects.toMatchObject({ message: "slow down", $metadata: { httpStatusCode: 400 } });
  });

  it("makes the SDK's base class of an error that has no class of its own", async () => {
    const error = new ServiceError("ServiceUnavailable", 503, "away", { reason: "storm" });
    const sent = tableClient(failing(error)).send(new ScanCommand({ TableName }));
    await expect(sent).rejects.toBeInstanceOf(DynamoDBServiceException);
    await expect(sent).rejects.toMatchObject({ name: "ServiceUnavailable", $fault: "server", reason: "storm" });
  });

  it("leaves alone what is no service's error", async () => {
    const broken = Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
    await expect(tableClient(failing(broken)).send(new ScanCommand({ TableName }))).rejects.toBe(broken);
  });

  it("refuses a command that it does not know, by name", async () => {
    const { low, calls } = clients();
    await expect(low.send(new DescribeTableCommand({ TableName }))).rejects.toThrow(
      /^Cannot send DescribeTableCommand: /,
    );
    expect(calls).toEqual([]);
  });
});

describe("documentClient()", () => {
  const document = {
    pk: "a",
    n: 1.5,
    deep: { list: [1, null, true, { x: "y" }] },
    tags: new Set(["t"]),
    ids: new Set([1]),
  };

  it("sends and answers plain values, in every operation", async () => {
    const { table, documents } = clients();
    const Key = { pk: "a" };
    expect(await documents.send(new PutCommand({ TableName, Item: document }))).toEqual({ $metadata });
    expect(stored(table)).toEqual(document);
    expect(await documents.send(new GetCommand({ TableName, Key }))).toEqual({ Item: document, $metadata });
    const update = {
      UpdateExpression: "SET n = n + :v",
      ExpressionAttributeValues: { ":v": 1 },
      ReturnValues: "UPDATED_NEW",
    } as const;
    expect(await documents.send(new UpdateCommand({ TableName, Key, ...update }))).toEqual({
      Attributes: { n: 2.5 },
      $metadata,
    });
    const changed = { ...document, n: 2.5 };
    const RequestItems = { [TableName]: { Keys: [Key] } };
    expect(await documents.send(new BatchGetCommand({ RequestItems }))).toEqual({
      Responses: { [TableName]: [changed] },
      UnprocessedKeys: {},
      $metadata,
    });
    const one = { Limit: 1, ExpressionAttributeValues: { ":v": "a" } };
    const page = { Items: [changed], Count: 1, ScannedCount: 1, LastEvaluatedKey: Key, $metadata };
    expect(
      await documents.send(new QueryDocumentsCommand({ TableName, KeyConditionExpression: "pk = :v", ...one })),
    ).toEqual(page);
    expect(await documents.send(new ScanDocumentsCommand({ TableName, FilterExpression: "pk = :v", ...one }))).toEqual(
      page,
    );
    const writes = [{ PutRequest: { Item: { pk: "b", ok: true } } }, { DeleteRequest: { Key } }];
    await documents.send(new BatchWriteCommand({ RequestItems: { [TableName]: writes } }));
    expect([stored(table), stored(table, "b")]).toEqual([undefined, { pk: "b", ok: true }]);
    const ReturnValues = "ALL_OLD";
    expect(await documents.send(new DeleteCommand({ TableName, Key: { pk: "b" }, ReturnValues }))).toEqual({
      Attributes: { pk: "b", ok: true },
      $metadata,
    });
  });

  it("gives the keys back that were not read, as plain values", async () => {
    const Keys = [{ pk: "a" }, { pk: "b" }];
    const documents = documentClient(async (_operation, input) => {
      const { RequestItems } = input as { RequestItems: object };
      return { Responses: {}, UnprocessedKeys: RequestItems };
    });
    const { UnprocessedKeys } = await documents.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys } } }));
    expect(UnprocessedKeys).toEqual({ [TableName]: { Keys } });
  });

  const undefinedParts = [{ gone: undefined }, { list: [1, undefined] }, { deep: { gone: undefined } }];

  it("leaves out what is undefined", async () => {
    const { table, documents } = clients();
    await documents.send(new PutCommand({ TableName, Item: Object.assign({ pk: "a" }, ...undefinedParts) }));
    expect(stored(table)).toEqual({ pk: "a", list: [1], deep: {} });
  });

  it.each(undefinedParts)(
    "refuses what is undefined when it is told to, as the SDK does by default: %o",
    async (part) => {
      const { table } = clients();
      const options = { removeUndefinedValues: false };
      const strict = documentClient(async (operation, input) => table.call(operation, input), options);
      const put = strict.send(new PutCommand({ TableName, Item: { pk: "a", ...part } }));
      await expect(put).rejects.toThrow("Pass options.removeUndefinedValues=true");
    },
  );

  it.each([
    ["a date", new Date(0)],
    ["a number that is none", Number.NaN],
    ["a number that is not safe", 2 ** 53],
    ["an empty set", new Set()],
    ["a set of booleans", new Set([true])],
    ["a set of texts and numbers", new Set(["a", 1])],
  ])("refuses %s", async (_what, value) => {
    const put = new PutCommand({ TableName, Item: { pk: "a", deep: [{ value }] } });
    await expect(clients().documents.send(put)).rejects.toThrow();
  });

  it("leaves the item of a failed condition as attribute values, as the SDK does", async () => {
    const { documents } = clients({ pk: "a", n: 1 });
    const put = new PutCommand({
      TableName,
      Item: { pk: "a" },
      ConditionExpression: "attribute_not_exists(pk)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });
    await expect(documents.send(put)).rejects.toMatchObject({ Item: written({ pk: "a", n: 1 }) });
    await expect(documents.send(put)).rejects.toBeInstanceOf(ConditionalCheckFailedException);
  });

  it("refuses a command that it does not know, by name", async () => {
    const { documents } = clients();
    await expect(documents.send(new TransactWriteCommand({ TransactItems: [] }))).rejects.toThrow(
      /^Cannot send TransactWriteCommand: /,
    );
  });
});
