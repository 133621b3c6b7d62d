import { type Item, isList, isMap, type Value } from "../value.ts";
import { stepsOf } from "./document-path.ts";
import { ExpressionReader } from "./expression-reader.ts";
import type { Expression, Parameters, Step } from "./syntax.ts";
import { apartChecks } from "./update-checks.ts";

export interface Projection extends Expression {
  projected(item: Item, parameters: Parameters): Item;
}

/**
 * A projection that is ready to be used again and again.
 * @throws {ServiceError} ValidationException: anything that DynamoDB, or this table, does not know
 */
export function compileProjection(kind: string, text: string): Projection {
  const reader = new ExpressionReader(kind, text);
  reader.list(() => reader.path());
  reader.end();
  const { names, values, paths } = reader;
  return {
    kind,
    names,
    values,
    paths,
    checks: apartChecks(kind, paths),
    projected: (item, parameters) =>
      partsOf(
        item,
        paths.map((path) => stepsOf(path, parameters)),
      ),
  };
}

/** What the paths lead to, each part where it stands in the item; the elements of a list close up. */
export function partsOf(item: Item, paths: readonly (readonly Step[])[]): Item {
  const part = partOf(item, treeOf(paths));
  return isMap(part) ? part : new Map();
}

/** Paths that begin alike, drawn together: a step leads to the steps after it, the last one to undefined. */
type Tree = Map<Step, Tree> | undefined;

function treeOf(paths: readonly (readonly Step[])[]): Tree {
  const root = new Map<Step, Tree>();
  for (const steps of paths) {
    let tree = root;
    for (const [at, step] of steps.entries()) {
      if (at === steps.length - 1) tree.set(step, undefined);
      else {
        const next = tree.get(step) ?? new Map<Step, Tree>();
        tree.set(step, next);
        tree = next;
      }
    }
  }
  return root;
}

function partOf(value: Value | undefined, tree: Tree): Value | undefined {
  if (value === undefined || tree === undefined) return value;
  if (isMap(value)) return mapPart(value, tree);
  return isList(value) ? listPart(value, tree) : undefined;
}

function mapPart(map: Item, tree: Map<Step, Tree>): Value | undefined {
  const parts = new Map<string, Value>();
  for (const [step, more] of tree) {
    const part = typeof step === "string" ? partOf(map.get(step), more) : undefined;
    if (typeof step === "string" && part !== undefined) parts.set(step, part);
  }
  return parts.size > 0 ? parts : undefined;
}

function listPart(list: readonly Value[], tree: Map<Step, Tree>): Value | undefined {
  const positions = [...tree.keys()].filter((step) => typeof step === "number").sort((a, b) => a - b);
  const parts = positions.flatMap((position) => {
    const part = partOf(list[position], tree.get(position));
    return part === undefined ? [] : [part];
  });
  return parts.length > 0 ? parts : undefined;
}
