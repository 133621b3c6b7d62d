import { type Item, isList, isMap, type Value } from "../value.ts";
import type { Parameters, Path, Scope, Step } from "./syntax.ts";

/** The steps with the request's names in place. */
export function stepsOf(path: Path, { names }: Parameters): readonly Step[] {
  return path.named ? path.steps.map((step) => nameOf(step, names)) : path.steps;
}

/** The attribute that a path begins with. */
export function headOf({ steps: [head = ""] }: Path, { names }: Parameters): Step {
  return nameOf(head, names);
}

function nameOf(step: Step, names: Readonly<Record<string, string>>): Step {
  return typeof step === "string" && step.startsWith("#") ? (names[step] ?? step) : step;
}

/** How an expression gets at what a path leads to; undefined where it leads nowhere. */
export function readerOf(path: Path): (scope: Scope) => Value | undefined {
  const [first, ...more] = path.steps;
  if (!path.named && more.length === 0 && typeof first === "string") return ({ item }) => item.get(first);
  return (scope) => valueAt(scope.item, stepsOf(path, scope));
}

export function valueAt(item: Item, steps: readonly Step[]): Value | undefined {
  let value: Value | undefined = item;
  for (const step of steps) {
    if (typeof step === "string") value = isMap(value) ? value.get(step) : undefined;
    else value = isList(value) ? value[step] : undefined;
  }
  return value;
}

/** A path as error messages write it: `[a, [0], b]`. */
export function written(steps: readonly Step[]): string {
  return `[${steps.map((step) => (typeof step === "number" ? `[${step}]` : step)).join(", ")}]`;
}

export function isSamePath(a: readonly Step[], b: readonly Step[]): boolean {
  return a.length === b.length && a.every((step, at) => step === b[at]);
}

/** Why two paths cannot stand in one expression: one holds the other, or they want one place to be list and map. */
export function clashOf(a: readonly Step[], b: readonly Step[]): string | undefined {
  for (let at = 0; at < a.length && at < b.length; at++) {
    if (typeof a[at] !== typeof b[at]) return clash("conflict", a, b);
    if (a[at] !== b[at]) return undefined;
  }
  return clash("overlap", a, b);
}

function clash(how: string, a: readonly Step[], b: readonly Step[]): string {
  const paths = `path one: ${written(a)}, path two: ${written(b)}`;
  return `Two document paths ${how} with each other; must remove or rewrite one of these paths; ${paths}`;
}
