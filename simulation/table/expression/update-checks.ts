import { invalid } from "../table-error.ts";
import { typeOf, type Value, type ValueType } from "../value.ts";
import { clashOf, stepsOf } from "./document-path.ts";
import type { Check, Operand, Parameters, Path } from "./syntax.ts";
import type { Action, Assigned } from "./update-parser.ts";

const addable: readonly ValueType[] = ["N", "SS", "NS"];
const deletable: readonly ValueType[] = ["SS", "NS"];

/** What an update demands of the names and values of a request, whatever the item is. */
export function updateChecks(kind: string, actions: readonly Action[]): Check[] {
  return [
    ...apartChecks(
      kind,
      actions.map(({ path }) => path),
    ),
    ...actions.flatMap((action) => actionChecks(kind, action)),
  ];
}

/** No path may hold another one. Paths without names are checked at once. */
export function apartChecks(kind: string, paths: readonly Path[]): Check[] {
  const check = (parameters: Parameters) => {
    const all = paths.map((path) => stepsOf(path, parameters));
    for (const [at, steps] of all.entries()) {
      for (let earlier = 0; earlier < at; earlier++) {
        const clash = clashOf(all[earlier] ?? [], steps);
        if (clash !== undefined) throw invalid(`Invalid ${kind}: ${clash}`);
      }
    }
  };
  if (paths.some(({ named }) => named)) return [check];
  check({ names: {}, values: {} });
  return [];
}

function actionChecks(kind: string, action: Action): Check[] {
  switch (action.kind) {
    case "SET":
      return assignedChecks(kind, action.assigned);
    case "REMOVE":
      return [];
    default: {
      const types = action.kind === "ADD" ? addable : deletable;
      return typeChecks(kind, `operator: ${action.kind}`, [action.constant], types);
    }
  }
}

function assignedChecks(kind: string, assigned: Assigned): Check[] {
  switch (assigned.kind) {
    case "sum": {
      const operands = [assigned.left, assigned.right];
      return [
        ...typeChecks(kind, `operator or function: ${assigned.sign}`, operands, ["N"]),
        ...operands.flatMap((operand) => assignedChecks(kind, operand)),
      ];
    }
    case "call": {
      const { name, operands } = assigned;
      return [
        ...(name === "list_append" ? typeChecks(kind, `operator or function: ${name}`, operands, ["L"]) : []),
        ...operands.flatMap((operand) => assignedChecks(kind, operand)),
      ];
    }
    default:
      return [];
  }
}

function typeChecks(kind: string, what: string, operands: readonly Operand[], types: readonly ValueType[]): Check[] {
  return operands.flatMap((operand) => {
    if (operand.kind !== "constant") return [];
    return ({ values }: Parameters) => {
      const value = values[operand.ref];
      if (value === undefined || types.includes(typeOf(value))) return;
      const operandType = `operand type: ${typeOf(value)}`;
      throw invalid(`Invalid ${kind}: Incorrect operand type for operator or function; ${what}, ${operandType}`);
    };
  });
}

/** The type that an action gives its attribute, as far as the request alone tells. */
export function assignedType(action: Action, values: Readonly<Record<string, Value>>): ValueType | undefined {
  switch (action.kind) {
    case "SET":
      return staticType(action.assigned, values);
    case "REMOVE":
      return undefined;
    default:
      return staticType(action.constant, values);
  }
}

function staticType(assigned: Assigned | undefined, values: Readonly<Record<string, Value>>): ValueType | undefined {
  switch (assigned?.kind) {
    case "constant": {
      const value = values[assigned.ref];
      return value === undefined ? undefined : typeOf(value);
    }
    case "sum":
      return "N";
    case "call":
      return assigned.name === "list_append" ? "L" : staticType(assigned.operands[1], values);
    default:
      return undefined;
  }
}
