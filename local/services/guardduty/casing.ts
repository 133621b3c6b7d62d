import { isRecord } from "../request/record.ts";

/** Members that hold maps: their keys are data. */
const maps = ["affectedResources", "behavior", "profiles", "tags", "unusualBehavior"];
/** Conditions by field name: the keys are data, the members of each condition are not. */
const criterion = "criterion";

/** Input as the wire spells it (camelCase), from the SDK's spelling or the wire's own. */
export function asWire(value: unknown): unknown {
  return respelled(value, (name) => name.charAt(0).toLowerCase() + name.slice(1));
}

/** Output as the SDK spells it (PascalCase), from the wire's spelling. */
export function asSdk(value: unknown): unknown {
  return respelled(value, (name) =>
    name === "sourceIPs" ? "SourceIps" : name.charAt(0).toUpperCase() + name.slice(1),
  );
}

function respelled(value: unknown, spell: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => respelled(item, spell));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const wireName = name.charAt(0).toLowerCase() + name.slice(1);
      if (maps.includes(wireName)) return [spell(name), member];
      return [spell(name), wireName === criterion ? respelledConditions(member, spell) : respelled(member, spell)];
    }),
  );
}

function respelledConditions(value: unknown, spell: (name: string) => string): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([field, condition]) => [field, respelled(condition, spell)]));
}
