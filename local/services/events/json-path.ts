import { memberOf } from "../request/record.ts";
import { unsupported } from "./events-error.ts";

type Step =
  | { readonly kind: "member"; readonly name: string }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "every" };

const stepPattern = /\.(?<name>[\w/-]+)|\['(?<quoted>[^']*)'\]|\[(?<index>\d+)\]|(?<every>\.\*|\[\*\])/y;

/**
 * Compiles the JSON path of an input path or an input transformer: members, array indices and `*`.
 * The value is `undefined` where the event has none; a path with `*` gives an array.
 * @throws {ServiceError} ValidationException for any other syntax
 * @see docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function compileJsonPath(path: string): (event: unknown) => unknown {
  const steps = stepsOf(path);
  const many = steps.some(({ kind }) => kind === "every");
  return (event) => {
    const found = steps.reduce<readonly unknown[]>(
      (values, step) => values.flatMap((value) => follow(step, value)),
      [event],
    );
    return many ? found : found[0];
  };
}

function stepsOf(path: string): Step[] {
  const steps: Step[] = [];
  stepPattern.lastIndex = 1;
  while (path.startsWith("$") && stepPattern.lastIndex < path.length) {
    const groups = stepPattern.exec(path)?.groups;
    if (!groups) break;
    const name = groups["name"] ?? groups["quoted"];
    if (name !== undefined) steps.push({ kind: "member", name });
    else steps.push(groups["every"] ? { kind: "every" } : { kind: "index", index: Number(groups["index"]) });
    if (stepPattern.lastIndex === path.length) return steps;
  }
  if (path === "$") return [];
  throw unsupported(`JSON path "${path}"`, "$ with members, indices and *");
}

function follow(step: Step, value: unknown): readonly unknown[] {
  if (step.kind === "every") {
    return typeof value === "object" && value !== null ? Object.values(value) : [];
  }
  const next =
    step.kind === "member" ? memberOf(value, step.name) : Array.isArray(value) ? value[step.index] : undefined;
  return next === undefined ? [] : [next];
}
