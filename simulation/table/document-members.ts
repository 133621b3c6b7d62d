import { isRecord } from "#local/services/request/record.ts";

type Members = Readonly<Record<string, unknown>>;

/** The way to members that hold attributes; `*` stands for every member, or element. */
type Place = readonly string[];

interface Places {
  readonly input: readonly Place[];
  readonly output: readonly Place[];
}

const write: Places = { input: [["Key"], ["Item"], ["ExpressionAttributeValues"]], output: [["Attributes"]] };
const search: Places = {
  input: [["ExclusiveStartKey"], ["ExpressionAttributeValues"]],
  output: [["Items", "*"], ["LastEvaluatedKey"]],
};

/** Which members of an operation a document client marshalls, and unmarshalls. */
const places: Readonly<Record<string, Places>> = {
  BatchGetItem: {
    input: [["RequestItems", "*", "Keys", "*"]],
    output: [
      ["Responses", "*", "*"],
      ["UnprocessedKeys", "*", "Keys", "*"],
    ],
  },
  BatchWriteItem: {
    input: [
      ["RequestItems", "*", "*", "PutRequest", "Item"],
      ["RequestItems", "*", "*", "DeleteRequest", "Key"],
    ],
    output: [
      ["UnprocessedItems", "*", "*", "PutRequest", "Item"],
      ["UnprocessedItems", "*", "*", "DeleteRequest", "Key"],
    ],
  },
  DeleteItem: write,
  GetItem: { input: [["Key"]], output: [["Item"]] },
  PutItem: write,
  Query: search,
  Scan: search,
  UpdateItem: write,
};

/** The members of a call or an answer, with `convert` applied to all that hold attributes. */
export function withAttributes(
  operation: string,
  side: keyof Places,
  members: Members,
  convert: (attributes: Members) => Members,
): Members {
  let converted: unknown = members;
  for (const place of places[operation]?.[side] ?? []) converted = convertedAt(converted, place, 0, convert);
  return isRecord(converted) ? converted : members;
}

function convertedAt(value: unknown, place: Place, at: number, convert: (attributes: Members) => Members): unknown {
  const step = place[at];
  if (step === undefined) return isRecord(value) ? convert(value) : value;
  const inner = (member: unknown) => convertedAt(member, place, at + 1, convert);
  if (step === "*" && Array.isArray(value)) return value.map(inner);
  if (!isRecord(value)) return value;
  if (step === "*") return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, inner(member)]));
  return value[step] === undefined ? value : { ...value, [step]: inner(value[step]) };
}
