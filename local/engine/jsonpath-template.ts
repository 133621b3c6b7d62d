import { type IntrinsicCall, parseIntrinsic, runIntrinsic } from "./intrinsic.ts";
import { NoSuchPath, type Path, select } from "./jsonpath.ts";
import { parsePath } from "./jsonpath-parser.ts";
import { isObject, setMember } from "./payload.ts";
import type { Problems } from "./problems.ts";
import { Unreadable } from "./text-reader.ts";
import type { Visit } from "./visit.ts";

/** What `$` and `$$` stand for where a path is looked up. */
export interface Roots {
  readonly visit: Visit;
  readonly data: unknown;
  /** The context object, where it differs from the state's own: in an item selector. */
  readonly context?: unknown;
}

/** A path or intrinsic function, compiled. */
export type Reference =
  | { readonly text: string; readonly path: Path }
  | { readonly text: string; readonly call: IntrinsicCall };

/** Compiles `$…` or `States.…(…)`; reports what it cannot read and answers undefined then. */
export function compileReference(text: unknown, field: string, problems: Problems): Reference | undefined {
  if (typeof text !== "string") {
    problems.invalid(`"${field}" is ${JSON.stringify(text)}, wanted a path`);
    return undefined;
  }
  try {
    return text.startsWith("States.") ? { text, call: parseIntrinsic(text) } : { text, path: parsePath(text) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    problems.unsupported(`"${field}": ${error.message}; such a path or function`);
    return undefined;
  }
}

/** Looks a reference up. @throws {NoSuchPath} a path leads nowhere @throws {StateFailure} an intrinsic function fails */
export function lookUp(reference: Reference, roots: Roots): unknown {
  if ("call" in reference) return runIntrinsic(reference.call, (path) => valueAt(path, roots), roots.visit);
  return valueAt(reference.path, roots);
}

function valueAt(path: Path, { visit, data, context }: Roots): unknown {
  switch (path.root.kind) {
    case "context":
      return select(path, context ?? visit.context);
    case "variable":
      return select(path, visit.branch.variables[path.root.name]);
    default:
      return select(path, data);
  }
}

export type PayloadTemplate = (roots: Roots) => unknown;

/** Compiles a payload template: members whose names end in `.$` are looked up, everything else is taken as it is. */
export function payloadTemplate(raw: unknown, problems: Problems): PayloadTemplate {
  if (Array.isArray(raw)) {
    const items = raw.map((item) => payloadTemplate(item, problems));
    return (roots) => items.map((item) => item(roots));
  }
  if (!isObject(raw)) return () => raw;
  const members = Object.entries(raw).map(([key, value]) => member(key, value, problems));
  return (roots) => {
    const result: Record<string, unknown> = {};
    for (const [key, make] of members) setMember(result, key, make(roots));
    return result;
  };
}

function member(key: string, value: unknown, problems: Problems): readonly [string, PayloadTemplate] {
  if (!key.endsWith(".$")) return [key, payloadTemplate(value, problems)];
  const reference = compileReference(value, key, problems);
  return [key.slice(0, -2), (roots) => reference && find(reference, key, roots)];
}

function find(reference: Reference, field: string, roots: Roots): unknown {
  try {
    return lookUp(reference, roots);
  } catch (error) {
    if (!(error instanceof NoSuchPath)) throw error;
    const what = `The JSONPath '${reference.text}' specified for the field '${field}'`;
    throw roots.visit.failure(
      "States.Runtime",
      `${what} could not be found in the input '${JSON.stringify(roots.data)}'`,
    );
  }
}
