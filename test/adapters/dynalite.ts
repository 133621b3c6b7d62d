import type { Server } from "node:http";
import { createRequire } from "node:module";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll } from "vitest";

// It brings no types.
const dynalite: (options: object) => Server = createRequire(import.meta.url)("dynalite");

/** The product's table on a dynalite of its own, for the tests of one file. */
export function useTable(): { readonly client: DynamoDBClient; readonly tableName: string } {
  const server = dynalite({ createTableMs: 0 });
  const tableName = "gumshoe";
  const client = new DynamoDBClient({
    region: "eu-west-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    endpoint: async () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      return { hostname: "127.0.0.1", port, path: "/", protocol: "http:" };
    },
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    await client.send(
      new CreateTableCommand({
        TableName: tableName,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [
          { AttributeName: "pk", AttributeType: "S" },
          { AttributeName: "inFlight", AttributeType: "S" },
          { AttributeName: "inFlightSince", AttributeType: "N" },
        ],
        KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
        GlobalSecondaryIndexes: [
          {
            IndexName: "in-flight",
            KeySchema: [
              { AttributeName: "inFlight", KeyType: "HASH" },
              { AttributeName: "inFlightSince", KeyType: "RANGE" },
            ],
            Projection: { ProjectionType: "ALL" },
          },
        ],
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
  afterAll(() => {
    client.destroy();
    server.close();
  });
  return { client, tableName };
}
