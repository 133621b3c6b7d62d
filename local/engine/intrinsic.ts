import { intrinsicFunctions } from "./intrinsic-functions.ts";
import type { Path } from "./jsonpath.ts";
import { readPath } from "./jsonpath-parser.ts";
import { TextReader } from "./text-reader.ts";
import type { Visit } from "./visit.ts";

/** An intrinsic function and its arguments. */
export interface IntrinsicCall {
  readonly name: string;
  readonly arguments: readonly IntrinsicArgument[];
}

type IntrinsicArgument =
  | { readonly kind: "literal"; readonly value: unknown }
  | { readonly kind: "path"; readonly path: Path }
  | { readonly kind: "call"; readonly call: IntrinsicCall };

/** Parses `States.Name(…)`, nested calls included. @throws {Unreadable} the syntax or the function is not known */
export function parseIntrinsic(text: string): IntrinsicCall {
  const reader = new TextReader(text);
  const call = readCall(reader);
  if (!reader.atEnd) throw reader.unreadable("the function should end here");
  return call;
}

function readCall(reader: TextReader): IntrinsicCall {
  const name = reader.match(/States\.\w+/y) ?? "";
  if (!Object.hasOwn(intrinsicFunctions, name)) throw reader.unreadable(`there is no function "${name}"`);
  reader.expect("(");
  const values: IntrinsicArgument[] = [];
  reader.space();
  while (!reader.take(")")) {
    if (values.length > 0) reader.expect(",");
    reader.space();
    values.push(readArgument(reader));
    reader.space();
  }
  return { name, arguments: values };
}

function readArgument(reader: TextReader): IntrinsicArgument {
  const text = reader.quoted("'");
  if (text !== undefined) return { kind: "literal", value: text };
  const literal = reader.match(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y);
  if (literal !== undefined) return { kind: "literal", value: JSON.parse(literal) };
  if (reader.text.startsWith("States.", reader.position)) return { kind: "call", call: readCall(reader) };
  return { kind: "path", path: readPath(reader) };
}

/** Runs an intrinsic function. @throws {StateFailure} States.IntrinsicFailure */
export function runIntrinsic(call: IntrinsicCall, valueAt: (path: Path) => unknown, visit: Visit): unknown {
  const values = call.arguments.map((argument) => {
    if (argument.kind === "literal") return argument.value;
    return argument.kind === "path" ? valueAt(argument.path) : runIntrinsic(argument.call, valueAt, visit);
  });
  try {
    return intrinsicFunctions[call.name]?.(values, visit.branch.execution.chance);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError)) throw error;
    throw visit.failure(
      "States.IntrinsicFailure",
      `The function '${call.name}' had the following error: ${error.message}`,
    );
  }
}
