/** Nesting that is copied on the call stack; what lies deeper waits until the stack is free again. */
const levelsMax = 200;

/**
 * A deep copy of JSON data, as a trip over the wire makes it: members that are undefined are left out, a `Date`
 * becomes its ISO text. Nesting of any depth is copied, and `__proto__` is a member like any other.
 */
export function copyJson<T>(value: T): T {
  const deeper: Pending[] = [];
  const root = copied(value, 0, deeper);
  for (let next = deeper.pop(); next; next = deeper.pop()) fill(next.from, next.to, 0, deeper);
  return root as T;
}

interface Pending {
  readonly from: object;
  readonly to: object;
}

function copied(value: unknown, level: number, deeper: Pending[]): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  const to = Array.isArray(value) ? [] : {};
  if (level < levelsMax) fill(value, to, level, deeper);
  else deeper.push({ from: value, to });
  return to;
}

function fill(from: object, to: object, level: number, deeper: Pending[]): void {
  if (Array.isArray(from)) {
    for (const item of from) (to as unknown[]).push(item === undefined ? null : copied(item, level + 1, deeper));
    return;
  }
  for (const name of Object.keys(from)) {
    const member = (from as Record<string, unknown>)[name];
    if (member === undefined || typeof member === "function" || typeof member === "symbol") continue;
    setMember(to, name, copied(member, level + 1, deeper));
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
