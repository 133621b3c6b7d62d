import jsonata from "jsonata";
import type { Json, State } from "./machine.ts";

/** A JSONata expression of a state, parsed. */
export interface Expression {
  /** `Catch[0].Output` */
  readonly field: string;
  readonly text: string;
  /** Names of variables that the expression uses and does not set itself, functions too. */
  readonly uses: readonly string[];
  /** What it reads of `$states`: `input`, `result`, … */
  readonly reads: readonly string[];
  /** Why it cannot be parsed. */
  readonly error?: string;
}

const inner = new Set(["ItemProcessor", "Iterator", "Branches"]);

/** The expressions of a state itself, without those of the states inside it. */
export function expressionsOf({ fields }: State): readonly Expression[] {
  return Object.entries(fields).flatMap(([name, value]) => (inner.has(name) ? [] : expressionsIn(name, value)));
}

function expressionsIn(field: string, value: unknown): readonly Expression[] {
  if (typeof value === "string") {
    const [, text] = /^\{%(.*)%\}$/s.exec(value) ?? [];
    return text === undefined ? [] : [parsed(field, text)];
  }
  if (Array.isArray(value)) return value.flatMap((one, at) => expressionsIn(`${field}[${at}]`, one));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => expressionsIn(`${field}.${name}`, one));
}

function parsed(field: string, text: string): Expression {
  try {
    const names = new Names();
    names.visit(jsonata(text).ast() as unknown as Json, new Set());
    return { field, text, uses: [...names.used], reads: [...names.read] };
  } catch (error) {
    return { field, text, uses: [], reads: [], error: (error as { readonly message: string }).message };
  }
}

/** Collects names from the tree of an expression. A block is a scope; `:=` and the focus of a path name things in theirs. */
class Names {
  readonly used = new Set<string>();
  readonly read = new Set<string>();
  readonly #seen = new Set<unknown>();

  visit(node: unknown, bound: Set<string>): void {
    if (typeof node !== "object" || node === null || this.#seen.has(node)) return;
    this.#seen.add(node);
    if (Array.isArray(node)) for (const one of node) this.visit(one, bound);
    else this.#visitNode(node as Json, bound);
  }

  #visitNode(node: Json, bound: Set<string>): void {
    if (node["type"] === "variable") this.#use(String(node["value"]), bound);
    if (node["type"] === "bind") {
      bound.add(String((node["lhs"] as Json)["value"]));
      this.visit(node["rhs"], bound);
    } else if (node["type"] === "lambda") {
      const names = (node["arguments"] as readonly Json[]).map(({ value }) => String(value));
      this.visit(node["body"], new Set([...bound, ...names]));
    } else {
      this.#readStates(node);
      for (const name of ["focus", "index"]) if (typeof node[name] === "string") bound.add(node[name]);
      const scope = node["type"] === "block" ? new Set(bound) : bound;
      for (const one of Object.values(node)) this.visit(one, scope);
    }
  }

  #use(name: string, bound: ReadonlySet<string>): void {
    // `$` and `$$` are the context of the expression.
    if (name !== "" && name !== "$" && !bound.has(name)) this.used.add(name);
  }

  #readStates({ type, steps }: Json): void {
    if (type !== "path") return;
    const [first, second] = steps as readonly Json[];
    if (first?.["type"] === "variable" && first["value"] === "states" && second?.["type"] === "name")
      this.read.add(String(second["value"]));
  }
}
