import type { CallContext, Operation, Service, World } from "../service.ts";
import { withOldItem } from "./dynamodb/conditional-failure.ts";
import { Dynalite } from "./dynamodb/dynalite.ts";

const reads = [
  "BatchGetItem",
  "DescribeTable",
  "DescribeTimeToLive",
  "GetItem",
  "ListTables",
  "ListTagsOfResource",
  "Query",
  "Scan",
];
const writes = [
  "BatchWriteItem",
  "CreateTable",
  "DeleteItem",
  "DeleteTable",
  "PutItem",
  "TagResource",
  "UntagResource",
  "UpdateItem",
  "UpdateTable",
];

/** DynamoDB with a door for whoever runs the local AWS. */
export interface DynamoDb extends Service {
  /** Every item of a table, as attribute values; not counted as a call. */
  scan(tableName: string, region: string): Promise<readonly Record<string, unknown>[]>;
  /** Creates a table and resolves when it is active. */
  createTable(definition: Readonly<Record<string, unknown>>, region: string): Promise<{ readonly arn: string }>;
}

/**
 * Amazon DynamoDB on dynalite: one store per Region, time by the clock. Expired items stay until they are overwritten: DynamoDB, too,
 * promises deletion only within days.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
 */
export function dynamoDbService(world: World): DynamoDb {
  const regions = new Map<string, RegionalTables>();
  const tablesOf = ({ region }: Pick<CallContext, "region">): RegionalTables => {
    const found = regions.get(region) ?? new RegionalTables(world, region);
    regions.set(region, found);
    return found;
  };
  const operations: Record<string, Operation> = {};
  for (const name of reads) operations[name] = (input, call) => tablesOf(call).read(name, input);
  for (const name of writes) operations[name] = (input, call) => tablesOf(call).write(name, input);
  return {
    name: "DynamoDB",
    signingName: "dynamodb",
    protocol: { kind: "aws-json", targetPrefix: "DynamoDB_20120810", version: "1.0" },
    operations,
    neverWaits: true,
    scan: (tableName, region) => tablesOf({ region }).scan(tableName),
    createTable: (definition, region) => tablesOf({ region }).create(definition),
  };
}

class RegionalTables {
  readonly #world: World;
  readonly #dynalite: Dynalite;
  /** Epoch seconds by the clock: dynalite only knows the machine's time. */
  readonly #createdAt = new Map<unknown, number>();
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor(world: World, region: string) {
    this.#world = world;
    this.#dynalite = new Dynalite(world.accountId, region);
  }

  async read(operation: string, input: object): Promise<unknown> {
    const release = this.#world.clock.hold();
    try {
      return this.#oursOf(await this.#dynalite.call(operation, input));
    } finally {
      release();
    }
  }

  /** One write after the other: a failed condition must see the item that failed it. */
  async write(operation: string, input: object): Promise<unknown> {
    const release = this.#world.clock.hold();
    const write = this.#lastWrite.then(() => this.#writeNow(operation, input));
    this.#lastWrite = write.catch(() => undefined);
    try {
      return await write;
    } finally {
      release();
    }
  }

  async create(definition: Readonly<Record<string, unknown>>): Promise<{ readonly arn: string }> {
    const TableName = definition["TableName"];
    await this.write("CreateTable", definition);
    for (;;) {
      const { Table } = (await this.read("DescribeTable", { TableName })) as { Table: Record<string, unknown> };
      if (Table["TableStatus"] === "ACTIVE") return { arn: String(Table["TableArn"]) };
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async scan(TableName: string): Promise<readonly Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = [];
    let ExclusiveStartKey: unknown;
    do {
      const start = ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey };
      const page = (await this.read("Scan", { TableName, ...start })) as ScanPage;
      items.push(...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
    return items;
  }

  async #writeNow(operation: string, input: object): Promise<unknown> {
    if (operation === "CreateTable" && "TableName" in input)
      this.#createdAt.set(input.TableName, this.#world.clock.now() / 1000);
    try {
      return this.#oursOf(await this.#dynalite.call(operation, input));
    } catch (error) {
      throw await withOldItem(this.#dynalite, input, error);
    }
  }

  #oursOf(output: unknown): unknown {
    const table = (output as TableAnswer)?.Table ?? (output as TableAnswer)?.TableDescription;
    const createdAt = table && this.#createdAt.get(table["TableName"]);
    if (table && createdAt !== undefined) table["CreationDateTime"] = createdAt;
    if (table) table["TableArn"] = this.#ofPartition(table["TableArn"]);
    const indexes = [table?.["GlobalSecondaryIndexes"] ?? [], table?.["LocalSecondaryIndexes"] ?? []].flat();
    for (const index of indexes as Record<string, unknown>[]) index["IndexArn"] = this.#ofPartition(index["IndexArn"]);
    return output;
  }

  /** dynalite knows no other partition than the commercial one. */
  #ofPartition(arn: unknown): string {
    return String(arn).replace(/^arn:aws:/, `arn:${this.#world.partition}:`);
  }
}

interface ScanPage {
  readonly Items?: readonly Record<string, unknown>[];
  readonly LastEvaluatedKey?: unknown;
}

interface TableAnswer {
  readonly Table?: Record<string, unknown>;
  readonly TableDescription?: Record<string, unknown>;
}
