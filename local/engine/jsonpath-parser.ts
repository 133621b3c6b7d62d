import type { Path, PathRoot, Step } from "./jsonpath.ts";
import { parseFilter } from "./jsonpath-filter.ts";
import { TextReader } from "./text-reader.ts";

/**
 * Parses a JSONPath as Step Functions writes them: `$`, `$$`, `$variable`, members, indices, unions, slices, wildcards,
 * deep scans and simple filters.
 * @throws {Unreadable} anything else, path functions such as `.length()` included
 */
export function parsePath(text: string): Path {
  const reader = new TextReader(text);
  const path = readPath(reader);
  if (!reader.atEnd) throw reader.unreadable("the path should end here");
  return path;
}

/** Reads the path that begins here, and stops where it ends. */
export function readPath(reader: TextReader): Path {
  const start = reader.position;
  const root = readRoot(reader);
  const steps: Step[] = [];
  for (let more = readStep(reader); more; more = readStep(reader)) steps.push(...more);
  const definite = steps.every(
    (step) =>
      (step.kind === "names" && step.names.length === 1) || (step.kind === "indices" && step.indices.length === 1),
  );
  return { text: reader.text.slice(start, reader.position), root, steps, definite };
}

function readRoot(reader: TextReader): PathRoot {
  if (reader.take("@")) return { kind: "item" };
  reader.expect("$");
  if (reader.take("$")) return { kind: "context" };
  const name = reader.match(/[\p{ID_Start}_][\p{ID_Continue}]*/uy);
  return name === undefined ? { kind: "data" } : { kind: "variable", name };
}

const memberName = /[^\s.[\]()'",@$*&|!=<>{}+/\\]+/y;

function readStep(reader: TextReader): Step[] | undefined {
  const deep: Step[] = reader.take("..") ? [{ kind: "descend" }] : [];
  if (deep.length > 0 || reader.take(".")) {
    if (reader.take("*")) return [...deep, { kind: "every" }];
    const name = reader.match(memberName);
    if (name !== undefined) {
      if (reader.text[reader.position] === "(") throw reader.unreadable("path functions are not supported");
      return [...deep, { kind: "names", names: [name] }];
    }
    if (reader.text[reader.position] !== "[") throw reader.unreadable("wanted a member name");
  }
  const bracket = reader.take("[") ? readBracket(reader) : undefined;
  return bracket && [...deep, bracket];
}

function readBracket(reader: TextReader): Step {
  reader.space();
  const step = bracketContent(reader);
  reader.space();
  reader.expect("]");
  return step;
}

function bracketContent(reader: TextReader): Step {
  if (reader.take("*")) return { kind: "every" };
  if (reader.take("?(")) {
    const filter = parseFilter(reader, readPath);
    reader.expect(")");
    return { kind: "filter", filter };
  }
  const names = readList(reader, () => reader.quoted("'\""));
  return names ? { kind: "names", names } : readNumbers(reader);
}

function readNumbers(reader: TextReader): Step {
  const span = reader.match(/-?\d*:-?\d*(?::\d+)?/y);
  if (span !== undefined) {
    const [from, to, by] = span.split(":");
    return {
      kind: "slice",
      ...(from && { from: Number(from) }),
      ...(to && { to: Number(to) }),
      by: Number(by ?? 1) || 1,
    };
  }
  const indices = readList(reader, () => {
    const digits = reader.match(/-?\d+/y);
    return digits === undefined ? undefined : Number(digits);
  });
  if (!indices) throw reader.unreadable("wanted a name in quotes, an index, a slice, * or a filter");
  return { kind: "indices", indices };
}

function readList<T>(reader: TextReader, readOne: () => T | undefined): T[] | undefined {
  const list: T[] = [];
  for (let one = readOne(); one !== undefined; one = readOne()) {
    list.push(one);
    if (!reader.match(/\s*,\s*/y)) return list;
  }
  return undefined;
}
