import { isMap, isSet, type MapValue, type Value } from "./value.ts";

/** DynamoDB's limit. @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html */
export const itemBytesMax = 400 * 1024;

/** Whether an item is too large to be stored. */
export function isTooLarge(item: MapValue): boolean {
  // No UTF-16 unit takes more than three bytes in UTF-8: bytes are counted only where that could matter.
  return 3 * sizeOf(item, units) > itemBytesMax && itemBytes(item) > itemBytesMax;
}

/**
 * The size of an item in bytes: names and values in UTF-8, a number a byte for two digits and one more.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemBytes(item: MapValue): number {
  return sizeOf(item, bytes);
}

interface Measure {
  text(text: string): number;
  number(number: number): number;
}

const bytes: Measure = {
  text: (text) => Buffer.byteLength(text),
  number: (number) => {
    const mantissa = String(number).replace(/e.*$|[-.]/g, "");
    return 1 + Math.ceil(mantissa.replace(/^0+|0+$/g, "").length / 2) + (number < 0 ? 1 : 0);
  },
};

// A double has at most 17 digits, which with the sign take 11 bytes.
const units: Measure = { text: ({ length }) => length, number: () => 4 };

function sizeOf(map: MapValue, measure: Measure): number {
  let size = 0;
  for (const [name, value] of map) size += measure.text(name) + valueSize(value, measure);
  return size;
}

function valueSize(value: Value, measure: Measure): number {
  if (typeof value === "string") return measure.text(value);
  if (typeof value === "number") return measure.number(value);
  if (typeof value === "boolean" || value === null) return 1;
  if (isMap(value)) return 3 + value.size + sizeOf(value, measure);
  return elementSizes(value, measure) + (isSet(value) ? 0 : 3 + value.length);
}

function elementSizes(elements: Iterable<Value>, measure: Measure): number {
  let size = 0;
  for (const element of elements) size += valueSize(element, measure);
  return size;
}
