import type jsonata from "jsonata";

/** A node of an expression's syntax tree. */
export type Node = jsonata.ExprNode;

/** Thrown where only JSONata can tell: something is more than JSON, or of a type that JSONata would convert or refuse. */
export const unsure = new Error("Cannot tell: only JSONata can");

const bareMembers = new Set(
  "type value position steps lhs rhs arguments procedure expressions condition then else".split(" "),
);

/** Whether a node is no more than its type says: predicates, grouping, `[]` and the like hang on it as further members. */
export function isBare(node: Node): boolean {
  return Object.entries(node).every(([member, value]) => value === undefined || bareMembers.has(member));
}

/** Neither an object nor an array; undefined is one. */
export function isScalar(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

/** The object's own member. @throws unsure JSONata would see an inherited one, or take the object for a function */
export function memberOf(value: object, name: string): unknown {
  if ("_jsonata_function" in value || "_jsonata_lambda" in value) throw unsure;
  if (Object.hasOwn(value, name)) return (value as Readonly<Record<string, unknown>>)[name];
  if (name in value) throw unsure;
  return undefined;
}
