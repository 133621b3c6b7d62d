import type { Leaf } from "./leaf.ts";

/** The array elements a value lies in, innermost first: array number `array` of the event, element `index`. */
export interface Membership {
  readonly array: number;
  readonly index: number;
  readonly outer: Membership | undefined;
}

export interface EventField {
  readonly leaf: Leaf;
  readonly within: Membership | undefined;
}

/** The full field names a pattern asks about, and every name on the way to them. */
export interface WantedFields {
  readonly names: ReadonlySet<string>;
  readonly ancestors: ReadonlySet<string>;
}

export function wantedFields(names: Iterable<string>): WantedFields {
  const ancestors = new Set<string>();
  for (const name of names) {
    for (let dot = name.indexOf("."); dot >= 0; dot = name.indexOf(".", dot + 1)) ancestors.add(name.slice(0, dot));
  }
  return { names: new Set(names), ancestors };
}

/** The event's values by full name, with the array elements each lies in. Reads no deeper than the pattern asks. */
export function fieldsOf(event: object, wanted: WantedFields): ReadonlyMap<string, readonly EventField[]> {
  const fields = new Map<string, EventField[]>();
  let arrays = 0;
  // An explicit stack: nested arrays can be deeper than the call stack.
  const open: { name: string; value: unknown; within: Membership | undefined }[] = [
    { name: "", value: event, within: undefined },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { name, value, within } = next;
    if (Array.isArray(value)) {
      const array = arrays++;
      for (const [index, element] of value.entries()) {
        const isLeaf = typeof element !== "object" || element === null;
        open.push({ name, value: element, within: isLeaf ? within : { array, index, outer: within } });
      }
    } else if (typeof value === "object" && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        const childName = name === "" ? key : `${name}.${key}`;
        if (wanted.names.has(childName) || wanted.ancestors.has(childName)) {
          open.push({ name: childName, value: child, within });
        }
      }
    } else if (wanted.names.has(name)) {
      const field = { leaf: value as Leaf, within };
      const known = fields.get(name);
      if (known) known.push(field);
      else fields.set(name, [field]);
    }
  }
  return fields;
}
