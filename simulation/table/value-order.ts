import { isList, isMap, isSet, type MapValue, type SetValue, type Value } from "./value.ts";

/** Equal in type and content, however deep; sets in any order. */
export function equalValues(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object") return false;
  if (isList(a)) return isList(b) && equalLists(a, b);
  if (isMap(a)) return isMap(b) && equalMaps(a, b);
  return isSet(a) && isSet(b) && equalSets(a, b);
}

function equalLists(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((element, at) => equalMembers(element, b[at]));
}

function equalMaps(a: MapValue, b: MapValue): boolean {
  if (a.size !== b.size) return false;
  for (const [name, member] of a) if (!equalMembers(member, b.get(name))) return false;
  return true;
}

function equalMembers(a: Value, b: Value | undefined): boolean {
  return b !== undefined && equalValues(a, b);
}

function equalSets(a: SetValue, b: SetValue): boolean {
  if (a.size !== b.size) return false;
  for (const element of a) if (!b.has(element)) return false;
  return true;
}

/**
 * Negative, zero or positive as `a` is below, equal to or above `b`: numbers by value, texts by their UTF-8 bytes.
 * @returns NaN for what has no order: other types, different types, nothing
 */
export function orderOf(a: Value | undefined, b: Value | undefined): number {
  if (typeof a === "string") return typeof b === "string" ? textOrder(a, b) : Number.NaN;
  return typeof a === "number" && typeof b === "number" ? a - b : Number.NaN;
}

const firstSurrogate = 0xd800;
const lastSurrogate = 0xdfff;

/** As `<` has it but for surrogates: the code points they write come after all others. */
export function textOrder(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left !== right) return rankOf(left) - rankOf(right);
  }
  return a.length - b.length;
}

function rankOf(unit: number): number {
  return unit >= firstSurrogate && unit <= lastSurrogate ? unit + 0x1_0000 : unit;
}
