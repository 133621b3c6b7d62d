import type jsonata from "jsonata";
import { directCall } from "./jsonata-direct-call.ts";
import { directPath } from "./jsonata-direct-path.ts";
import { isBare, isScalar, type Node, unsure } from "./jsonata-node.ts";

/** What an expression sees as `$states`, and the names of the variables that are set. */
export interface Scope {
  readonly states: Readonly<Record<string, unknown>>;
  readonly variables: object;
}

/** Works an expression out as JSONata would, save that JSON in `$states` is answered as it is and not copied. @throws unsure */
export type Direct = (scope: Scope) => unknown;

/**
 * The short way for what most fields of state machines are made of: paths from `$states`, constants, objects, arrays, comparisons,
 * conditions and the plainest functions. Undefined for every other expression. JSONata takes twenty times as long, for each of its steps
 * is a promise.
 */
export function directOf(node: Node | undefined): Direct | undefined {
  if (!node || !isBare(node)) return undefined;
  switch (node.type as string) {
    case "string":
    case "number":
    case "value":
      return () => node.value;
    case "path":
      return directPath(node);
    case "binary":
      return comparison(node);
    case "condition":
      return condition(node);
    case "unary":
      return node.value === "[" ? array(node) : node.value === "{" ? object(node) : undefined;
    case "function":
      return directCall(node, directOf);
    default:
      return undefined;
  }
}

function comparison({ value: operator, lhs, rhs }: Node): Direct | undefined {
  const [left, right] = [lhs, rhs].map((side) => (Array.isArray(side) ? undefined : directOf(side)));
  if (!left || !right || (operator !== "=" && operator !== "!=")) return undefined;
  return (scope) => {
    const [a, b] = [left(scope), right(scope)];
    if (!isScalar(a) || !isScalar(b)) throw unsure;
    return a !== undefined && b !== undefined && (operator === "=") === (a === b);
  };
}

function condition(node: Node & { readonly condition?: Node; readonly then?: Node; readonly else?: Node }) {
  const [asked, yes, no] = [node.condition, node.then, node.else].map(directOf);
  if (!asked || !yes || (node.else && !no)) return undefined;
  return (scope: Scope) => {
    const holds = asked(scope);
    if (typeof holds !== "boolean" && holds !== undefined) throw unsure;
    return holds ? yes(scope) : no?.(scope);
  };
}

function array({ expressions = [] }: Node): Direct | undefined {
  const items = expressions.map((node) => ({ direct: directOf(node), isArray: node.value === "[" }));
  if (items.some(({ direct }) => !direct)) return undefined;
  return (scope) =>
    items.flatMap(({ direct, isArray }) => {
      const value = direct?.(scope);
      if (value === undefined) return [];
      return isArray ? [value] : value;
    });
}

function object({ lhs }: Node): Direct | undefined {
  // In the node of an object this member holds its pairs, whatever the type says.
  const pairs = (lhs ?? []) as unknown as readonly (readonly [jsonata.ExprNode, jsonata.ExprNode])[];
  const members = pairs.map(([key, value]) => ({ name: String(key.value), direct: directOf(value) }));
  // JSONata refuses a name that is there twice, and stumbles over those of every object's own methods.
  const names = new Set(members.map(({ name }) => name));
  if (names.size < pairs.length || members.some(({ name, direct }) => name in {} || !direct)) return undefined;
  if (pairs.some(([key]) => key.type !== "string" || !isBare(key))) return undefined;
  return (scope) => {
    const made: Record<string, unknown> = {};
    for (const { name, direct } of members) {
      const value = direct?.(scope);
      if (value !== undefined) made[name] = value;
    }
    return made;
  };
}
