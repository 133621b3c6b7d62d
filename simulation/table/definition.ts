import { isRecord } from "#local/services/request/record.ts";

/** An attribute that is a key, or a part of one. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: "S" | "N";
}

export interface IndexDefinition {
  readonly indexName: string;
  readonly hashKey: KeyAttribute;
  readonly rangeKey: KeyAttribute;
}

export interface TableDefinition {
  readonly tableName: string;
  /** The attribute of type S that is the whole key. */
  readonly hashKey: string;
  readonly indexes: readonly IndexDefinition[];
}

type Members = Readonly<Record<string, unknown>>;

/** What has a meaning here, or none anywhere but on AWS's bill. */
const known = ["TableName", "KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes", "BillingMode"];

/**
 * Reads the input of CreateTable.
 * @throws the table is not of the one shape that is supported: a partition key of type S, and global indexes with a sort key that
 * project everything
 */
export function tableDefinition(input: Members): TableDefinition {
  const tableName = String(input["TableName"]);
  const refuse = (why: string): Error => new Error(`Cannot make table "${tableName}" in memory: ${why}`);
  const strange = Object.keys(input).find((member) => !known.includes(member));
  if (strange !== undefined) throw refuse(`"${strange}" is not supported`);
  const types = new Map(
    recordsOf(input["AttributeDefinitions"]).map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]),
  );
  const keyAttribute = (name: unknown): KeyAttribute => {
    const type = types.get(name);
    if (typeof name === "string" && (type === "S" || type === "N")) return { name, type };
    throw refuse(`key attribute "${name}" is of type ${type}, supported are S and N`);
  };
  const [hash, ...more] = recordsOf(input["KeySchema"]);
  if (!hash || more.length > 0) throw refuse("its key must be a partition key alone");
  const hashKey = keyAttribute(hash["AttributeName"]);
  if (hashKey.type !== "S") throw refuse(`its key is of type ${hashKey.type}, supported is S`);
  const indexes = recordsOf(input["GlobalSecondaryIndexes"] ?? []).map((index): IndexDefinition => {
    const [partition, sort, ...others] = recordsOf(index["KeySchema"]);
    if (!partition || !sort || others.length > 0) throw refuse("an index must have a partition key and a sort key");
    const projection = index["Projection"];
    if (!isRecord(projection) || projection["ProjectionType"] !== "ALL") throw refuse("an index must project ALL");
    const [hashKey, rangeKey] = [keyAttribute(partition["AttributeName"]), keyAttribute(sort["AttributeName"])];
    return { indexName: String(index["IndexName"]), hashKey, rangeKey };
  });
  return { tableName, hashKey: hashKey.name, indexes };
}

function recordsOf(list: unknown): readonly Members[] {
  return Array.isArray(list) ? list.filter(isRecord) : [];
}
