import type { Item, Value } from "../value.ts";

/** A step of a document path; text that begins with `#` stands for a name of the request. */
export type Step = string | number;

/** A document path as an expression writes it: `a`, `a.b[0]`, `#name.b`. */
export interface Path {
  readonly kind: "path";
  readonly steps: readonly Step[];
  /** Whether a step stands for a name of the request. */
  readonly named: boolean;
}

/** A value of the request: `:value`. */
export interface Constant {
  readonly kind: "constant";
  readonly ref: string;
}

export interface Call {
  readonly kind: "call";
  readonly name: string;
  readonly operands: readonly Operand[];
}

export type Operand = Path | Constant | Call;

export type Comparator = "=" | "<>" | "<" | "<=" | ">" | ">=";

export type ConditionNode =
  | Call
  | { readonly kind: "and" | "or"; readonly left: ConditionNode; readonly right: ConditionNode }
  | { readonly kind: "not"; readonly condition: ConditionNode }
  | { readonly kind: "compare"; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: "between"; readonly operand: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: "in"; readonly operand: Operand; readonly among: readonly Operand[] };

/** What a request gives its expressions: names by `#name`, values by `:value`. */
export interface Parameters {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, Value>>;
}

/** What an expression is worked out over. */
export interface Scope extends Parameters {
  readonly item: Item;
}

/** An expression that is well-formed: read once, used for every request with the same text. */
export interface Expression {
  /** `ConditionExpression`, `UpdateExpression` … as error messages name it. */
  readonly kind: string;
  readonly names: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
  readonly paths: readonly Path[];
  /** What has to hold of a request's names and values. @throws {ServiceError} ValidationException */
  readonly checks: readonly Check[];
}

export type Check = (parameters: Parameters) => void;
