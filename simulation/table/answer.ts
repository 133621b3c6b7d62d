import type { Attributes, AttributeValue } from "./attribute-value.ts";
import { decimalText } from "./number.ts";
import { type Item, isMap, isSet, setTypeOf, type Value } from "./value.ts";

/** An item as answers carry it: the caller may do with it what it likes. */
export function attributesOf(item: Item): Attributes {
  const attributes: Attributes = {};
  for (const [name, value] of item) attributes[name] = attributeOf(value);
  return attributes;
}

export function attributeOf(value: Value): AttributeValue {
  switch (typeof value) {
    case "string":
      return { S: value };
    case "number":
      return { N: decimalText(value) };
    case "boolean":
      return { BOOL: value };
    default:
      if (value === null) return { NULL: true };
      if (isMap(value)) return { M: attributesOf(value) };
      return isSet(value) ? setAttributeOf([...value], setTypeOf(value)) : { L: value.map(attributeOf) };
  }
}

function setAttributeOf(elements: readonly (string | number)[], type: "SS" | "NS"): AttributeValue {
  const texts = elements.map((element) => (typeof element === "number" ? decimalText(element) : element));
  return type === "SS" ? { SS: texts } : { NS: texts };
}
