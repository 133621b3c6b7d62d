import { Expression, JsonataFailure } from "./jsonata.ts";
import type { Scope } from "./jsonata-direct.ts";
import { jsonType, setMember } from "./payload.ts";
import type { Problems } from "./problems.ts";
import type { Visit } from "./visit.ts";

/** What `$states` shows besides the input and the context. */
export interface StatesExtra {
  readonly result?: unknown;
  readonly errorOutput?: unknown;
  /** The context object, where it differs from the state's own: in an item selector. */
  readonly context?: unknown;
}

/** A field of a JSONata state: a constant, or something to be worked out for each visit. */
export interface Template {
  /** The expression, when the field is nothing but one. */
  readonly expression?: string;
  /** @throws {StateFailure} States.QueryEvaluationError */
  readonly evaluate: (visit: Visit, extra: StatesExtra) => Promise<unknown>;
}

/** Compiles any JSON with `{% … %}` strings in it. Parts without expressions are shared, not copied. */
export function jsonataTemplate(raw: unknown, field: string, problems: Problems): Template {
  const source = expressionIn(raw);
  if (source !== undefined) return expressionTemplate(source, field, problems);
  if (!hasExpression(raw)) return { evaluate: async () => raw };
  return Array.isArray(raw) ? arrayTemplate(raw, field, problems) : objectTemplate(raw as object, field, problems);
}

function expressionIn(raw: unknown): string | undefined {
  if (typeof raw !== "string" || raw.length < 4 || !raw.startsWith("{%") || !raw.endsWith("%}")) return undefined;
  return raw.slice(2, -2).trim();
}

function hasExpression(raw: unknown): boolean {
  if (typeof raw === "string") return expressionIn(raw) !== undefined;
  return typeof raw === "object" && raw !== null && Object.values(raw).some(hasExpression);
}

function expressionTemplate(source: string, field: string, problems: Problems): Template {
  const expression = parse(source, field, problems);
  if (!expression) return { evaluate: async () => undefined };
  return { expression: source, evaluate: (visit, extra) => evaluate(expression, field, visit, extra) };
}

function parse(source: string, field: string, problems: Problems): Expression | undefined {
  try {
    return new Expression(source);
  } catch (error) {
    if (!(error instanceof JsonataFailure)) throw error;
    problems.invalid(`the JSONata expression '${source}' of the field '${field}' does not parse: ${error.message}`);
    return undefined;
  }
}

async function evaluate(expression: Expression, field: string, visit: Visit, extra: StatesExtra): Promise<unknown> {
  const { branch } = visit;
  const { clock, chance } = branch.execution;
  const states = statesOf(visit, extra);
  let value: unknown;
  try {
    value = await expression.evaluate(branch.variables, states, { nowMs: () => clock.now(), ...chance });
  } catch (error) {
    if (!(error instanceof JsonataFailure)) throw error;
    throw visit.evaluationFailure(
      field,
      `${named(expression, field)} threw an error during evaluation. ${error.message}`,
    );
  }
  branch.stop.check();
  if (value === undefined)
    throw visit.evaluationFailure(field, `${named(expression, field)} returned nothing (undefined).`);
  return value;
}

/** `$states`. Its context is made for those who look at it. */
function statesOf(visit: Visit, extra: StatesExtra): Scope["states"] {
  return {
    input: visit.input.value,
    get context() {
      return visit.context;
    },
    ...extra,
  };
}

const named = ({ text }: Expression, field: string): string =>
  `The JSONata expression '${text}' specified for the field '${field}'`;

function arrayTemplate(raw: readonly unknown[], field: string, problems: Problems): Template {
  const items = raw.map((item, index) => jsonataTemplate(item, `${field}[${index}]`, problems));
  return {
    evaluate: async (visit, extra) => {
      const values: unknown[] = [];
      for (const item of items) values.push(await item.evaluate(visit, extra));
      return values;
    },
  };
}

function objectTemplate(raw: object, field: string, problems: Problems): Template {
  const members = Object.entries(raw).map(
    ([key, member]) => [key, jsonataTemplate(member, `${field}/${key}`, problems)] as const,
  );
  return {
    evaluate: async (visit, extra) => {
      const value: Record<string, unknown> = {};
      for (const [key, member] of members) setMember(value, key, await member.evaluate(visit, extra));
      return value;
    },
  };
}

/** Evaluates a field that must have a certain type. @throws {StateFailure} States.QueryEvaluationError */
export async function evaluateTyped(
  template: Template,
  wanted: { readonly field: string; readonly type: ReturnType<typeof jsonType> },
  visit: Visit,
  extra: StatesExtra,
): Promise<unknown> {
  const value = await template.evaluate(visit, extra);
  const type = jsonType(value);
  if (type === wanted.type) return value;
  const what = `The JSONata expression '${template.expression ?? JSON.stringify(value)}' specified for the field '${wanted.field}'`;
  throw visit.evaluationFailure(
    wanted.field,
    `${what} returned an unexpected result type. Expected '${wanted.type}', but was '${type}' for value: ${JSON.stringify(value)}`,
  );
}
