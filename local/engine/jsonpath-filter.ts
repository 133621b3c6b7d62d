import type { Path } from "./jsonpath.ts";
import { NoSuchPath, select } from "./jsonpath.ts";
import type { TextReader } from "./text-reader.ts";

/** Whether an item of a list passes a `[?( … )]`. */
export type Filter = (item: unknown) => boolean;

type Operand = (item: unknown) => unknown;
type ReadPath = (reader: TextReader) => Path;

/** Reads a filter: comparisons and existence of `@` paths, joined with `&&`, `||`, `!` and parentheses. */
export function parseFilter(reader: TextReader, readPath: ReadPath): Filter {
  let filter = readAll(reader, readPath);
  while (reader.match(/\s*\|\|\s*/y)) {
    const [left, right] = [filter, readAll(reader, readPath)];
    filter = (item) => left(item) || right(item);
  }
  return filter;
}

function readAll(reader: TextReader, readPath: ReadPath): Filter {
  let filter = readOne(reader, readPath);
  while (reader.match(/\s*&&\s*/y)) {
    const [left, right] = [filter, readOne(reader, readPath)];
    filter = (item) => left(item) && right(item);
  }
  return filter;
}

function readOne(reader: TextReader, readPath: ReadPath): Filter {
  reader.space();
  if (reader.take("!")) {
    const inner = readOne(reader, readPath);
    return (item) => !inner(item);
  }
  if (reader.take("(")) {
    const inner = parseFilter(reader, readPath);
    reader.space();
    reader.expect(")");
    return inner;
  }
  const left = readOperand(reader, readPath);
  const operator = reader.match(/\s*(?:==|!=|<=|>=|<|>)\s*/y)?.trim();
  if (operator === undefined) return (item) => left(item) !== undefined;
  const right = readOperand(reader, readPath);
  return (item) => compare(operator, left(item), right(item));
}

function readOperand(reader: TextReader, readPath: ReadPath): Operand {
  if (reader.text[reader.position] === "@") {
    const path = readPath(reader);
    return (item) => valueAt(path, item);
  }
  const text = reader.quoted("'\"");
  if (text !== undefined) return () => text;
  const literal = reader.match(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y);
  if (literal === undefined) throw reader.unreadable("wanted an @ path or a literal");
  const value: unknown = JSON.parse(literal);
  return () => value;
}

function valueAt(path: Path, item: unknown): unknown {
  try {
    return select(path, item);
  } catch (error) {
    if (error instanceof NoSuchPath) return undefined;
    throw error;
  }
}

function compare(operator: string, left: unknown, right: unknown): boolean {
  if (operator === "==") return left === right;
  if (operator === "!=") return left !== right;
  if (typeof left !== typeof right || (typeof left !== "number" && typeof left !== "string")) return false;
  const [a, b] = [left as number, right as number];
  if (operator === "<") return a < b;
  if (operator === "<=") return a <= b;
  return operator === ">" ? a > b : a >= b;
}
