import type { Direct } from "./jsonata-direct.ts";
import { isBare, isScalar, type Node, unsure } from "./jsonata-node.ts";

/** JSONata's own functions for the arguments that need no conversion. @throws unsure for all others */
const functions: Readonly<Record<string, { readonly arity: number; readonly call: (...given: unknown[]) => unknown }>> =
  {
    append: { arity: 2, call: append },
    count: { arity: 1, call: (value) => (value === undefined ? 0 : Array.isArray(value) ? value.length : 1) },
    exists: { arity: 1, call: (value) => value !== undefined },
    max: { arity: 1, call: (values) => (values === undefined ? undefined : greatest(numbers(values))) },
    merge: { arity: 1, call: merge },
    sum: {
      arity: 1,
      call: (values) => (values === undefined ? undefined : numbers(values).reduce((sum, each) => sum + each, 0)),
    },
  };

/** A call of one of these functions, unless a variable has taken its name. */
export function directCall(
  { procedure, arguments: given = [] }: Node,
  directOf: (node: Node) => Direct | undefined,
): Direct | undefined {
  const name = String(procedure?.value);
  const known = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (procedure?.type !== "variable" || !isBare(procedure) || known?.arity !== given.length) return undefined;
  const values = given.map(directOf).filter((value) => value !== undefined);
  if (values.length < given.length) return undefined;
  return (scope) => {
    if (name in scope.variables) throw unsure;
    return known.call(...values.map((value) => value(scope)));
  };
}

function append(list: unknown, more: unknown): unknown {
  if (list === undefined) return more;
  return more === undefined ? list : [list, more].flat();
}

function numbers(values: unknown): readonly number[] {
  const list: readonly unknown[] = Array.isArray(values) ? values : [values];
  if (!list.every((value) => typeof value === "number")) throw unsure;
  return list;
}

function greatest(list: readonly number[]): number | undefined {
  return list.length === 0 ? undefined : Math.max(...list);
}

function merge(objects: unknown): unknown {
  if (!Array.isArray(objects)) throw unsure;
  const merged: Record<string, unknown> = {};
  for (const object of objects as readonly unknown[]) {
    if (isScalar(object) || Array.isArray(object) || Object.hasOwn(object as object, "__proto__")) throw unsure;
    if ("_jsonata_function" in (object as object) || "_jsonata_lambda" in (object as object)) throw unsure;
    Object.assign(merged, object);
  }
  return merged;
}
