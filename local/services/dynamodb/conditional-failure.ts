import { ServiceError } from "../../service.ts";
import type { Dynalite } from "./dynalite.ts";

interface ConditionalWrite {
  readonly TableName?: string;
  readonly Key?: Record<string, unknown>;
  readonly Item?: Record<string, unknown>;
  readonly ReturnValuesOnConditionCheckFailure?: string;
}

/**
 * What dynalite lacks: with `ReturnValuesOnConditionCheckFailure: ALL_OLD`, the error of a failed condition carries the item as it is.
 * The caller sees to it that nothing is written in between.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
 */
export async function withOldItem(dynalite: Dynalite, input: ConditionalWrite, error: unknown): Promise<unknown> {
  const failed = error instanceof ServiceError && error.name === "ConditionalCheckFailedException";
  if (!failed || input.ReturnValuesOnConditionCheckFailure !== "ALL_OLD") return error;
  const { TableName } = input;
  const Key = input.Key ?? (await keyOf(dynalite, input));
  const { Item } = (await dynalite.call("GetItem", { TableName, Key, ConsistentRead: true })) as { Item?: unknown };
  return Item === undefined ? error : new ServiceError(error.name, error.status, error.message, { Item });
}

async function keyOf(dynalite: Dynalite, { TableName, Item }: ConditionalWrite): Promise<Record<string, unknown>> {
  const { Table } = (await dynalite.call("DescribeTable", { TableName })) as {
    Table: { KeySchema: readonly { readonly AttributeName: string }[] };
  };
  return Object.fromEntries(Table.KeySchema.map(({ AttributeName }) => [AttributeName, Item?.[AttributeName]]));
}
