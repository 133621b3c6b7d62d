import type { Path, Step } from "./jsonpath.ts";
import { isObject, setMember } from "./payload.ts";

/**
 * A copy of `data` with `value` at a reference path such as `$.a.b`; objects on the way are made when they are missing.
 * @throws {TypeError} something on the way is no object, or an index is outside its array
 */
export function putAt(path: Path, data: unknown, value: unknown): unknown {
  return put(path.steps, data, value);
}

function put(steps: readonly Step[], data: unknown, value: unknown): unknown {
  const [step, ...rest] = steps;
  if (!step) return value;
  if (step.kind === "indices") {
    const index = step.indices[0] ?? 0;
    if (!Array.isArray(data) || index >= data.length) throw new TypeError(`There is no index ${index} to write to`);
    return data.with(index, put(rest, data[index], value));
  }
  const name = step.kind === "names" ? (step.names[0] ?? "") : "";
  const target = data === undefined || data === null ? {} : data;
  if (!isObject(target)) throw new TypeError(`There is no object to write "${name}" into`);
  const copy = { ...target };
  setMember(copy, name, put(rest, Object.hasOwn(target, name) ? target[name] : undefined, value));
  return copy;
}
