import { TextReader } from "#local/engine/text-reader.ts";
import type { ServiceError } from "#local/service.ts";
import { invalid } from "../table-error.ts";
import { isReservedWord } from "./reserved-words.ts";
import type { Comparator, Constant, Expression, Operand, Path, Step } from "./syntax.ts";

/** DynamoDB's limit. @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const expressionBytesMax = 4 * 1024;

const word = /[A-Za-z][A-Za-z0-9_]*/y;
const comparators: readonly Comparator[] = ["<>", "<=", ">=", "=", "<", ">"];

/** Reads an expression from left to right and writes down which names, values and paths stand in it. */
export class ExpressionReader implements Omit<Expression, "checks"> {
  readonly kind: string;
  readonly names = new Set<string>();
  readonly values = new Set<string>();
  readonly paths: Path[] = [];
  readonly #text: TextReader;

  /** @param kind `ConditionExpression` …: which member of the request it is */
  constructor(kind: string, text: string) {
    this.kind = kind;
    this.#text = new TextReader(text);
    if (text === "") throw this.fault("The expression can not be empty;");
    if (Buffer.byteLength(text) > expressionBytesMax) {
      throw this.fault("Expression size has exceeded the maximum allowed size");
    }
  }

  fault(message: string): ServiceError {
    return invalid(`Invalid ${this.kind}: ${message}`);
  }

  syntaxError(): ServiceError {
    const { text, position } = this.#text;
    return this.fault(`Syntax error; near: "${text.slice(Math.max(0, position - 10), position + 10)}"`);
  }

  /** @throws {ServiceError} something is left */
  end(): void {
    this.#text.space();
    if (!this.#text.atEnd) throw this.syntaxError();
  }

  take(symbol: string): boolean {
    this.#text.space();
    return this.#text.take(symbol);
  }

  expect(symbol: string): void {
    if (!this.take(symbol)) throw this.syntaxError();
  }

  comparator(): Comparator | undefined {
    return comparators.find((comparator) => this.take(comparator));
  }

  /** Takes the keyword, in any case, if it stands here. */
  keyword(keyword: string): boolean {
    const { position } = this.#text;
    if (this.word()?.toUpperCase() === keyword) return true;
    this.#text.position = position;
    return false;
  }

  word(): string | undefined {
    this.#text.space();
    return this.#text.match(word);
  }

  constant(): Constant | undefined {
    this.#text.space();
    const ref = this.#text.match(/:[A-Za-z0-9_]+/y);
    if (ref === undefined) return undefined;
    this.values.add(ref);
    return { kind: "constant", ref };
  }

  path(): Path {
    const first = this.word() ?? this.#name();
    if (first === undefined) throw this.syntaxError();
    return this.#pathFrom(first);
  }

  /** A constant, a path or the call of a function. */
  operand(): Operand {
    const constant = this.constant();
    if (constant) return constant;
    const first = this.word();
    return first !== undefined && this.take("(") ? this.#call(first) : this.#pathFrom(first ?? this.#name());
  }

  /** What `read` reads, once or more, with commas in between. */
  list<T>(read: () => T): T[] {
    const all = [read()];
    while (this.take(",")) all.push(read());
    return all;
  }

  #call(name: string): Operand {
    const operands = this.list(() => this.operand());
    this.expect(")");
    return { kind: "call", name, operands };
  }

  #pathFrom(first: string | undefined): Path {
    if (first === undefined) throw this.syntaxError();
    const steps: Step[] = [this.#checked(first)];
    for (let step = this.#step(); step !== undefined; step = this.#step()) steps.push(step);
    const named = steps.some((step) => typeof step === "string" && step.startsWith("#"));
    const path: Path = { kind: "path", steps, named };
    this.paths.push(path);
    return path;
  }

  #step(): Step | undefined {
    if (this.take(".")) {
      const name = this.word() ?? this.#name();
      if (name === undefined) throw this.syntaxError();
      return this.#checked(name);
    }
    if (!this.take("[")) return undefined;
    this.#text.space();
    const index = this.#text.match(/\d+/y);
    if (index === undefined) throw this.syntaxError();
    this.expect("]");
    return Number(index);
  }

  #name(): string | undefined {
    this.#text.space();
    const name = this.#text.match(/#[A-Za-z0-9_]+/y);
    if (name !== undefined) this.names.add(name);
    return name;
  }

  #checked(name: string): string {
    if (!isReservedWord(name)) return name;
    throw this.fault(`Attribute name is a reserved keyword; reserved keyword: ${name}`);
  }
}
