import type { TableDefinition } from "../definition.ts";
import type { Items, View } from "../items.ts";

/** What an operation works on. */
export interface Table {
  readonly definition: TableDefinition;
  readonly items: Items;
  /** The items as a read that does not ask for consistency sees them. */
  readonly view: View;
}

/** An operation of the API: input members in, output members out. @throws {ServiceError} as DynamoDB answers */
export type TableOperation = (table: Table, input: unknown) => object;
