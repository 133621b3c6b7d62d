/** JSON data on its way between states, with its text made at most once. Treat the value as immutable: states share it. */
export class Payload {
  readonly value: unknown;
  #text: string | undefined;

  constructor(value: unknown, text?: string) {
    this.value = value;
    this.#text = text;
  }

  /** @throws {SyntaxError} the text is not JSON */
  static parse(text: string): Payload {
    return new Payload(JSON.parse(text), text);
  }

  get text(): string {
    this.#text ??= JSON.stringify(this.value);
    return this.#text;
  }
}

/**
 * A copy of a JSONata result that holds nothing but JSON: sequences lose their flags, functions and `undefined` vanish.
 * Keys like `__proto__` stay ordinary keys.
 */
export function plainCopy(value: unknown): unknown {
  if (typeof value === "function" || value === undefined) return undefined;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => plainCopy(item) ?? null);
  const copy: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    const plain = plainCopy(member);
    if (plain !== undefined) setMember(copy, key, plain);
  }
  return copy;
}

/** Sets an own member, also when the key is `__proto__`. */
export function setMember(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === "__proto__") {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    target[key] = value;
  }
}

/** The JSON type of a value, as the service names it in its messages. */
export function jsonType(value: unknown): "null" | "array" | "object" | "string" | "number" | "boolean" {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as "object" | "string" | "number" | "boolean";
}

/** Whether a value is a JSON object: not an array, not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
