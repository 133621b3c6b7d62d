/**
 * What an attribute holds, of the types S, N, BOOL, NULL, L, M, SS and NS. Never changed once stored, so versions of an item share
 * their parts. A set is never empty: its first element tells which type it is.
 */
export type Value = string | number | boolean | null | readonly Value[] | MapValue | SetValue;
export type MapValue = ReadonlyMap<string, Value>;
export type SetValue = ReadonlySet<string | number>;

/** An item as the table keeps it: attribute name -> value. */
export type Item = MapValue;

export type ValueType = "S" | "N" | "BOOL" | "NULL" | "L" | "M" | "SS" | "NS";

export function isMap(value: Value | undefined): value is MapValue {
  return value instanceof Map;
}

export function isSet(value: Value | undefined): value is SetValue {
  return value instanceof Set;
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function typeOf(value: Value): ValueType {
  switch (typeof value) {
    case "string":
      return "S";
    case "number":
      return "N";
    case "boolean":
      return "BOOL";
    default:
      if (value === null) return "NULL";
      if (isMap(value)) return "M";
      return isSet(value) ? setTypeOf(value) : "L";
  }
}

export function setTypeOf(set: SetValue): "SS" | "NS" {
  for (const element of set) return typeof element === "string" ? "SS" : "NS";
  return "SS";
}
