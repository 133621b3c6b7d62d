import type { ExpressionReader } from "./expression-reader.ts";
import type { Call, ConditionNode, Operand } from "./syntax.ts";

/** The functions of conditions, and how many operands they have. `size` alone is a number, and so an operand. */
const operandCounts: Readonly<Record<string, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
  size: 1,
};

const functionsOfUpdates = ["if_not_exists", "list_append"];

type Node = ConditionNode | Operand;

/**
 * Reads a whole condition, filter or key condition; binds as DynamoDB does: comparisons, NOT, AND, OR.
 * @throws {ServiceError} ValidationException
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export function parseCondition(reader: ExpressionReader): ConditionNode {
  const condition = new ConditionParser(reader).condition();
  reader.end();
  return condition;
}

class ConditionParser {
  readonly #reader: ExpressionReader;
  /** What stood in the pair of parentheses that was closed last. */
  #enclosed: Node | undefined;

  constructor(reader: ExpressionReader) {
    this.#reader = reader;
  }

  condition(): ConditionNode {
    return this.#asCondition(this.#or());
  }

  #or(): Node {
    let node = this.#and();
    while (this.#reader.keyword("OR")) {
      node = { kind: "or", left: this.#asCondition(node), right: this.#asCondition(this.#and()) };
    }
    return node;
  }

  #and(): Node {
    let node = this.#not();
    while (this.#reader.keyword("AND")) {
      node = { kind: "and", left: this.#asCondition(node), right: this.#asCondition(this.#not()) };
    }
    return node;
  }

  #not(): Node {
    if (!this.#reader.keyword("NOT")) return this.#comparison();
    return { kind: "not", condition: this.#asCondition(this.#not()) };
  }

  #comparison(): Node {
    const node = this.#primary();
    const comparator = this.#reader.comparator();
    if (comparator) return { kind: "compare", comparator, left: this.#asOperand(node), right: this.#operand() };
    if (this.#reader.keyword("BETWEEN")) return this.#between(this.#asOperand(node));
    return this.#reader.keyword("IN") ? this.#in(this.#asOperand(node)) : node;
  }

  #between(operand: Operand): Node {
    const low = this.#operand();
    if (!this.#reader.keyword("AND")) throw this.#reader.syntaxError();
    return { kind: "between", operand, low, high: this.#operand() };
  }

  #in(operand: Operand): Node {
    this.#reader.expect("(");
    const among = this.#reader.list(() => this.#operand());
    this.#reader.expect(")");
    if (among.length > 100) throw this.#reader.fault(`The IN operator takes 100 operands at most, not ${among.length}`);
    return { kind: "in", operand, among };
  }

  #operand(): Operand {
    return this.#asOperand(this.#primary());
  }

  #primary(): Node {
    if (!this.#reader.take("(")) return this.#known(this.#reader.operand());
    const node = this.#or();
    this.#reader.expect(")");
    if (node === this.#enclosed) throw this.#reader.fault("The expression has redundant parentheses;");
    this.#enclosed = node;
    return node;
  }

  #known(operand: Operand): Operand {
    if (operand.kind !== "call") return operand;
    const { name, operands } = operand;
    if (functionsOfUpdates.includes(name)) throw this.#misused(operand);
    const count = Object.hasOwn(operandCounts, name) ? operandCounts[name] : undefined;
    if (count === undefined) throw this.#reader.fault(`Invalid function name; function: ${name}`);
    for (const inner of operands) this.#asOperand(this.#known(inner));
    if (count === operands.length) return operand;
    throw this.#reader.fault(
      "Incorrect number of operands for operator or function; " +
        `operator or function: ${name}, number of operands: ${operands.length}`,
    );
  }

  #asCondition(node: Node): ConditionNode {
    if (node.kind === "path" || node.kind === "constant") throw this.#reader.syntaxError();
    if (node.kind === "call" && node.name === "size") throw this.#misused(node);
    return node;
  }

  #asOperand(node: Node): Operand {
    if (node.kind === "path" || node.kind === "constant") return node;
    if (node.kind !== "call") throw this.#reader.syntaxError();
    if (node.name !== "size") throw this.#misused(node);
    return node;
  }

  #misused({ name }: Call): Error {
    return this.#reader.fault(`The function is not allowed to be used this way in an expression; function: ${name}`);
  }
}
