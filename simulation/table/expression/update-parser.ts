import type { ExpressionReader } from "./expression-reader.ts";
import type { Call, Constant, Operand, Path } from "./syntax.ts";

/** What SET puts at a path. */
export type Assigned =
  | Operand
  | { readonly kind: "sum"; readonly sign: "+" | "-"; readonly left: Operand; readonly right: Operand };

export type Action =
  | { readonly kind: "SET"; readonly path: Path; readonly assigned: Assigned }
  | { readonly kind: "REMOVE"; readonly path: Path }
  | { readonly kind: "ADD" | "DELETE"; readonly path: Path; readonly constant: Constant };

type Clause = Action["kind"];

const clauses: readonly Clause[] = ["SET", "REMOVE", "ADD", "DELETE"];
const functions = ["if_not_exists", "list_append"];

/**
 * Reads a whole update expression: its clauses in any order, each at most once.
 * @throws {ServiceError} ValidationException
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export function parseUpdate(reader: ExpressionReader): readonly Action[] {
  const actions: Action[] = [];
  const seen = new Set<Clause>();
  for (let clause = nextClause(reader); clause; clause = nextClause(reader)) {
    if (seen.has(clause)) {
      throw reader.fault(`The "${clause}" section can only be used once in an update expression;`);
    }
    seen.add(clause);
    actions.push(...actionsOf(clause, reader));
  }
  reader.end();
  return actions;
}

function nextClause(reader: ExpressionReader): Clause | undefined {
  return clauses.find((clause) => reader.keyword(clause));
}

function actionsOf(kind: Clause, reader: ExpressionReader): readonly Action[] {
  switch (kind) {
    case "SET":
      return reader.list(() => {
        const path = reader.path();
        reader.expect("=");
        return { kind, path, assigned: assignedBy(reader) };
      });
    case "REMOVE":
      return reader.list(() => ({ kind, path: reader.path() }));
    default:
      return reader.list(() => {
        const path = reader.path();
        const constant = reader.constant();
        if (!constant) throw reader.syntaxError();
        return { kind, path, constant };
      });
  }
}

function assignedBy(reader: ExpressionReader): Assigned {
  const left = operandBy(reader);
  const sign = reader.take("+") ? "+" : reader.take("-") ? "-" : undefined;
  return sign ? { kind: "sum", sign, left, right: operandBy(reader) } : left;
}

function operandBy(reader: ExpressionReader): Operand {
  const operand = reader.operand();
  if (operand.kind === "call") checkCall(reader, operand);
  return operand;
}

function checkCall(reader: ExpressionReader, { name, operands }: Call): void {
  if (!functions.includes(name)) throw reader.fault(`Invalid function name; function: ${name}`);
  if (operands.length !== 2) {
    throw reader.fault(
      "Incorrect number of operands for operator or function; " +
        `operator or function: ${name}, number of operands: ${operands.length}`,
    );
  }
  if (name === "if_not_exists" && operands[0]?.kind !== "path") {
    throw reader.fault(`Operator or function requires a document path; operator or function: ${name}`);
  }
  for (const operand of operands) {
    if (operand.kind !== "call") continue;
    if (operand.name === "list_append") {
      throw reader.fault("The function is not allowed to be used this way in an expression; function: list_append");
    }
    checkCall(reader, operand);
  }
}
