import type { Direct } from "./jsonata-direct.ts";
import { isBare, isScalar, memberOf, type Node, unsure } from "./jsonata-node.ts";

interface Step {
  readonly name: string;
  /** Its predicate. */
  readonly keeps: ((item: unknown, index: number) => boolean) | undefined;
}

/** A path from `$states` over members, each with or without a predicate of the form `[member = constant]` or `[0]`. */
export function directPath({ steps = [] }: Node): Direct | undefined {
  const [root, ...rest] = steps;
  if (root?.type !== "variable" || root.value !== "states" || !isBare(root)) return undefined;
  const walk = rest.map(stepOf).filter((step) => step !== undefined);
  if (walk.length < rest.length) return undefined;
  return ({ states }) => {
    let value: unknown = states;
    let at = 0;
    for (const { name, keeps } of walk) {
      if (Array.isArray(value) || keeps) return walked(Array.isArray(value) ? value : [value], walk.slice(at));
      if (typeof value !== "object" || value === null) return undefined;
      value = memberOf(value, name);
      at++;
    }
    return value;
  };
}

function stepOf(node: Node & { readonly stages?: readonly Node[] }): Step | undefined {
  const { stages = [], ...bare } = node;
  const [stage, ...more] = stages as readonly (Node & { readonly expr?: Node })[];
  if (node.type !== "name" || !isBare(bare) || more.length > 0) return undefined;
  const keeps = stage && predicateOf(stage.expr);
  return stage && !keeps ? undefined : { name: String(node.value), keeps };
}

function predicateOf(node: Node | undefined): Step["keeps"] {
  const { type, value: operator, lhs, rhs } = node ?? {};
  if (node && type === "number" && isBare(node) && node.value === 0) return isFirst;
  const [name, ...more] = Array.isArray(lhs) || lhs?.type !== ("path" as string) ? [] : (lhs?.steps ?? []);
  if (!node || !isBare(node) || type !== "binary" || (operator !== "=" && operator !== "!=")) return undefined;
  if (name?.type !== "name" || !isBare(name) || more.length > 0) return undefined;
  if (rhs?.type !== "string" || !isBare(rhs)) return undefined;
  return (item) => {
    if (Array.isArray(item)) throw unsure;
    const value = isScalar(item) ? undefined : memberOf(item as object, String(name.value));
    if (!isScalar(value)) throw unsure;
    return value !== undefined && (operator === "=") === (value === rhs.value);
  };
}

function isFirst(item: unknown, index: number): boolean {
  if (Array.isArray(item)) throw unsure;
  return index === 0 && item !== undefined;
}

/** What is found on the rest of a path, from several places at once: nothing, the only thing, or a list without lists in it. */
function walked(from: readonly unknown[], steps: readonly Step[]): unknown {
  let places = from;
  for (const [at, { name, keeps }] of steps.entries()) {
    const found = places.map((place) => lookup(place, name));
    const kept = keeps ? found.map((value) => (Array.isArray(value) ? value : [value]).filter(keeps)) : found;
    const there = kept.filter((value) => value !== undefined);
    // A list that is there as such, in one place and at the end of the path, stays as it is.
    if (at === steps.length - 1 && there.length === 1 && !keeps && Array.isArray(there[0])) return there[0];
    places = there.flat();
  }
  return alone(places);
}

function lookup(place: unknown, name: string): unknown {
  if (Array.isArray(place)) return alone(place.flatMap((item) => inAll(item, name)));
  return isScalar(place) ? undefined : memberOf(place as object, name);
}

function inAll(item: unknown, name: string): readonly unknown[] {
  if (Array.isArray(item)) return item.flatMap((inner) => inAll(inner, name));
  const value = isScalar(item) ? undefined : memberOf(item as object, name);
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function alone(found: readonly unknown[]): unknown {
  return found.length > 1 ? found : found[0];
}
