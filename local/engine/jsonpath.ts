import type { Filter } from "./jsonpath-filter.ts";
import { isObject } from "./payload.ts";

/** Where a path begins: the data (`$`), the context object (`$$`), a variable (`$name`) or a filter's item (`@`). */
export type PathRoot =
  | { readonly kind: "data" | "context" | "item" }
  | { readonly kind: "variable"; readonly name: string };

export type Step =
  | { readonly kind: "names"; readonly names: readonly string[] }
  | { readonly kind: "indices"; readonly indices: readonly number[] }
  | { readonly kind: "slice"; readonly from?: number; readonly to?: number; readonly by: number }
  | { readonly kind: "every" }
  | { readonly kind: "descend" }
  | { readonly kind: "filter"; readonly filter: Filter };

/** A parsed JSONPath. A definite path names one place; any other selects a list. */
export interface Path {
  readonly text: string;
  readonly root: PathRoot;
  readonly steps: readonly Step[];
  readonly definite: boolean;
}

/** A definite path that leads nowhere, in the words of AWS's JSONPath library. */
export class NoSuchPath extends Error {
  override readonly name = "NoSuchPath";
}

/**
 * The value at a definite path, or the list of all values an indefinite path selects.
 * @param root what the path's root stands for; undefined when there is no such variable
 * @throws {NoSuchPath} a definite path leads nowhere
 */
export function select(path: Path, root: unknown): unknown {
  if (root === undefined) throw new NoSuchPath(`Variable '${path.text}' could not be found`);
  if (!path.definite) {
    return path.steps.reduce<unknown[]>((values, step) => values.flatMap((value) => take(step, value)), [root]);
  }
  let value: unknown = root;
  for (const [index, step] of path.steps.entries()) {
    const found = take(step, value);
    if (found.length === 0) throw new NoSuchPath(missing(path, index));
    value = found[0];
  }
  return value;
}

function missing({ steps }: Path, index: number): string {
  const trail = steps.slice(0, index + 1).map((step) => {
    if (step.kind === "names") return `['${step.names[0]}']`;
    return step.kind === "indices" ? `[${step.indices[0]}]` : "";
  });
  const place = `$${trail.join("")}`;
  return index < steps.length - 1 ? `Missing property in path ${place}` : `No results for path: ${place}`;
}

function take(step: Step, value: unknown): unknown[] {
  switch (step.kind) {
    case "names":
      return step.names.flatMap((name) => (isObject(value) && Object.hasOwn(value, name) ? [value[name]] : []));
    case "indices":
      return Array.isArray(value)
        ? step.indices.flatMap((index) => (inRange(value, index) ? [value.at(index)] : []))
        : [];
    case "slice":
      return Array.isArray(value) ? slice(value, step) : [];
    case "every":
      return members(value);
    case "descend":
      return [value, ...members(value).flatMap((member) => take(step, member))];
    case "filter":
      return (Array.isArray(value) ? value : [value]).filter(step.filter);
  }
}

const inRange = (value: readonly unknown[], index: number): boolean => index < value.length && index >= -value.length;

const members = (value: unknown): unknown[] =>
  typeof value === "object" && value !== null ? Object.values(value) : [];

function slice(value: readonly unknown[], { from, to, by }: Extract<Step, { readonly kind: "slice" }>): unknown[] {
  return value.slice(from, to).filter((_, index) => index % by === 0);
}
