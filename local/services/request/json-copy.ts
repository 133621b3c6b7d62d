/**
 * A deep copy of JSON data, as a trip over the wire makes it: members that are undefined are left out, a `Date`
 * becomes its ISO text. Nesting of any depth is copied, and `__proto__` is a member like any other.
 */
export function copyJson<T>(value: T): T {
  const pending: Pending[] = [];
  const root = open(value, pending);
  for (let next = pending.pop(); next; next = pending.pop()) fill(next, pending);
  return root as T;
}

interface Pending {
  readonly from: object;
  readonly to: object;
}

function open(value: unknown, pending: Pending[]): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (typeof value !== "object" || value === null) return value;
  const to = Array.isArray(value) ? [] : {};
  pending.push({ from: value, to });
  return to;
}

function fill({ from, to }: Pending, pending: Pending[]): void {
  if (Array.isArray(from)) {
    for (const item of from) (to as unknown[]).push(item === undefined ? null : open(item, pending));
    return;
  }
  for (const [name, member] of Object.entries(from)) {
    if (member === undefined || typeof member === "function" || typeof member === "symbol") continue;
    setMember(to, name, open(member, pending));
  }
}

// `to["__proto__"] = …` would set the prototype instead of a member.
function setMember(to: object, name: string, value: unknown): void {
  if (name === "__proto__") {
    Object.defineProperty(to, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    (to as Record<string, unknown>)[name] = value;
  }
}
