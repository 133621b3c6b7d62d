import type { IndexKey } from "./dynamodb-units.ts";

interface Index {
  readonly KeySchema: readonly { readonly AttributeName: string }[];
}

/** The keys of a table's indexes, from the input of CreateTable. */
export function indexKeysOf(definition: Readonly<Record<string, unknown>>): readonly IndexKey[] {
  const indexes = (definition["GlobalSecondaryIndexes"] ?? []) as readonly Index[];
  return indexes.map(({ KeySchema }) => KeySchema.map(({ AttributeName }) => AttributeName));
}
