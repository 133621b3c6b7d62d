import fc from "fast-check";
import { tableName } from "./a-table.ts";
import {
  attributes,
  condition,
  draft,
  filled,
  mostly,
  numberBounds,
  projection,
  scalar,
  update,
} from "./arbitrary-expressions.ts";

/** A call of the table, and what it has to do with the item it names. */
export interface Call {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** dynalite is known to answer in a way of its own when this item is not there. */
  readonly onlyIfThere?: string;
  /** Follow the pages to the end. */
  readonly pages?: boolean;
}

export const keys = ["a", "b", "c", "dé"];

const pk = fc.constantFrom(...keys);
const TableName = fc.oneof(
  { weight: 40, arbitrary: fc.constant(tableName) },
  { weight: 1, arbitrary: fc.constant("other") },
);
const oddKey = fc.constantFrom<object>(
  { pk: { N: "1" } },
  { pk: { S: "" } },
  { id: { S: "z" } },
  { pk: { S: "a" }, id: { S: "a" } },
);
const Key = mostly(
  pk.map((S) => ({ pk: { S } })),
  oddKey,
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const onFailure = fc.constantFrom({}, {}, { ReturnValuesOnConditionCheckFailure: "ALL_OLD" });

const item = fc
  .tuple(
    Key,
    fc.record(attributes, { requiredKeys: ["inFlight"] }),
    mostly(fc.constant({}), fc.constant({ inFlight: { N: "1" } })),
  )
  .map(([key, rest, odd]) => ({ ...key, ...rest, ...odd }));

const putItem: fc.Arbitrary<Call> = fc
  .record({
    TableName,
    Item: item,
    onFailure,
    condition: maybe(condition),
    ReturnValues: returnValues("NONE", "ALL_OLD"),
  })
  .map(({ onFailure: failure, condition: ConditionExpression, ReturnValues, ...input }) => ({
    operation: "PutItem",
    input: { ...input, ...failure, ...ReturnValues, ...filled({ ConditionExpression }) },
  }));

const deleteItem: fc.Arbitrary<Call> = fc
  .record({ TableName, Key, onFailure, condition: maybe(condition), ReturnValues: returnValues("NONE", "ALL_OLD") })
  .map(({ onFailure: failure, condition: ConditionExpression, ReturnValues, ...input }) => ({
    operation: "DeleteItem",
    input: { ...input, ...failure, ...ReturnValues, ...filled({ ConditionExpression }) },
  }));

const updateItem: fc.Arbitrary<Call> = fc
  .record({
    TableName,
    Key,
    onFailure,
    update,
    condition: maybe(condition),
    ReturnValues: returnValues("NONE", "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"),
  })
  .map(({ onFailure: failure, update: made, condition: ConditionExpression, ReturnValues, ...input }) => ({
    operation: "UpdateItem",
    input: { ...input, ...failure, ...ReturnValues, ...filled({ UpdateExpression: made.draft, ConditionExpression }) },
    // dynalite makes an item out of nothing but removals, and complains of their paths.
    ...((made.onlyTakesAway || made.removesNested) && { onlyIfThere: keyOf(input.Key) }),
  }));

function returnValues(...choices: readonly string[]) {
  const usual = fc.constantFrom(...choices.map((ReturnValues) => ({ ReturnValues })), {});
  return mostly(usual, fc.constant({ ReturnValues: "SOME" }));
}

function keyOf(key: object): string {
  const part = "pk" in key ? key.pk : undefined;
  return typeof part === "object" && part && "S" in part ? String(part.S) : "";
}

const getItem: fc.Arbitrary<Call> = fc
  .record({ TableName, Key, ConsistentRead: fc.boolean(), projection: maybe(projection) })
  .map(({ projection: ProjectionExpression, ...input }) => ({
    operation: "GetItem",
    input: { ...input, ...filled({ ProjectionExpression }) },
  }));

const keyList = fc
  .subarray(keys, { minLength: 1 })
  .map((texts): readonly object[] => texts.map((S) => ({ pk: { S } })));

const batchGetItem: fc.Arbitrary<Call> = fc
  .record({ table: TableName, Keys: mostly(keyList, fc.array(Key, { maxLength: 4 })), projection: maybe(projection) })
  .map(({ table, Keys, projection: ProjectionExpression }) => ({
    operation: "BatchGetItem",
    input: { RequestItems: { [table]: { Keys, ...filled({ ProjectionExpression }) } } },
  }));

const writes = fc.array(
  fc.oneof(
    item.map((Item) => ({ PutRequest: { Item } })),
    Key.map((key) => ({ DeleteRequest: { Key: key } })),
  ),
  { maxLength: 3 },
);

const batchWriteItem: fc.Arbitrary<Call> = fc
  .record({ table: TableName, writes })
  .map(({ table, writes: requests }) => ({
    operation: "BatchWriteItem",
    input: { RequestItems: { [table]: requests } },
  }));

const Limit = maybe(mostly(fc.integer({ min: 1, max: 3 }), fc.constant(0)));
const withLimit = (limit: number | undefined) => (limit === undefined ? {} : { Limit: limit });

const scan: fc.Arbitrary<Call> = fc
  .record({ TableName, limit: Limit, filter: maybe(condition), projection: maybe(projection), pages: fc.boolean() })
  .map(({ limit, filter: FilterExpression, projection: ProjectionExpression, pages, ...input }) => ({
    operation: "Scan",
    input: { ...input, ...withLimit(limit), ...filled({ FilterExpression, ProjectionExpression }) },
    pages,
  }));

const anyNumber = mostly(attributes["inFlightSince"] ?? scalar, scalar);

const rangeCondition = mostly(
  fc.oneof(
    fc
      .tuple(fc.constantFrom("=", "<", "<=", ">", ">="), anyNumber)
      .map(([comparator, v]) => draft(`inFlightSince ${comparator} :?`, v)),
    numberBounds.map(([v, w]) => draft("inFlightSince between :? and :?", v, w)),
    fc
      .tuple(anyNumber, fc.constantFrom("=", "<", "<=", ">", ">="))
      .map(([v, comparator]) => draft(`:? ${comparator} inFlightSince`, v)),
  ),
  fc.oneof(
    scalar.map((v) => draft("inFlightSince <> :?", v)),
    scalar.map((v) => draft("begins_with(inFlightSince, :?)", v)),
    scalar.map((v) => draft("t = :?", v)),
  ),
);

const indexKey = fc
  .tuple(mostly(attributes["inFlight"] ?? scalar, scalar), maybe(rangeCondition))
  .map(([partition, range]) =>
    range ? draft(`inFlight = :? AND ${range.text}`, partition, ...range.values) : draft("inFlight = :?", partition),
  );
const ownKey = pk.map((S) => draft("pk = :?", { S }));

const query: fc.Arbitrary<Call> = fc
  .record({
    TableName,
    of: mostly(
      fc.oneof(
        { weight: 4, arbitrary: indexKey.map((key) => ({ key, index: { IndexName: "in-flight" } })) },
        { weight: 1, arbitrary: ownKey.map((key) => ({ key, index: {} })) },
      ),
      fc.oneof(
        ownKey.map((key) => ({ key, index: { IndexName: "in-flight" } })),
        indexKey.map((key) => ({ key, index: {} })),
        indexKey.map((key) => ({ key, index: { IndexName: "none" } })),
      ),
    ),
    limit: Limit,
    filter: maybe(condition),
    projection: maybe(projection),
    direction: fc.constantFrom({}, { ScanIndexForward: true }, { ScanIndexForward: false }),
    consistent: mostly(fc.constant({}), fc.constant({ ConsistentRead: true })),
    pages: fc.boolean(),
  })
  .map(({ of: { index, key }, limit, filter, projection: wanted, direction, consistent, pages, ...input }) => ({
    operation: "Query",
    input: {
      ...input,
      ...index,
      ...direction,
      ...consistent,
      ...withLimit(limit),
      ...filled({ KeyConditionExpression: key, FilterExpression: filter, ProjectionExpression: wanted }),
    },
    pages,
  }));

const fullItem = fc
  .tuple(pk, fc.record(attributes))
  .map(([S, rest]): Call => ({ operation: "PutItem", input: { TableName: tableName, Item: { ...rest, pk: { S } } } }));

const anyCall = fc.oneof(
  { weight: 4, arbitrary: putItem },
  { weight: 8, arbitrary: updateItem },
  { weight: 1, arbitrary: deleteItem },
  { weight: 2, arbitrary: getItem },
  { weight: 2, arbitrary: batchGetItem },
  { weight: 1, arbitrary: batchWriteItem },
  { weight: 2, arbitrary: scan },
  { weight: 4, arbitrary: query },
);

/** A few items, then calls of every operation over four keys: most are taken, some are refused. */
export const calls: fc.Arbitrary<readonly Call[]> = fc
  .tuple(fc.array(fullItem, { maxLength: 4 }), fc.array(anyCall, { minLength: 10, maxLength: 25 }))
  .map(([items, more]) => [...items, ...more]);
