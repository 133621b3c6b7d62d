import { type Item, isList, isMap, isSet, type Value } from "./value.ts";

/** An item as plain JavaScript values, as a document client unmarshals it: for whoever looks into the table. */
export function plainItem(item: Item): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const [name, value] of item) plain[name] = plainOf(value);
  return plain;
}

function plainOf(value: Value): unknown {
  if (isMap(value)) return plainItem(value);
  if (isList(value)) return value.map(plainOf);
  return isSet(value) ? new Set(value) : value;
}
