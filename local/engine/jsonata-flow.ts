import type { MapItem, Variables } from "./branch.ts";
import type { Raw } from "./fields.ts";
import { type Evaluate, errorOutput, type Flow } from "./flow.ts";
import { evaluateTyped, jsonataTemplate, type StatesExtra, type Template } from "./jsonata-template.ts";
import { isObject, jsonType, type Payload } from "./payload.ts";
import type { Problems } from "./problems.ts";
import { instantOf } from "./timestamp.ts";
import { checkVariables } from "./variables.ts";
import type { Effect, Visit } from "./visit.ts";

/** JSONata's data flow: `Arguments` in, `Output` and `Assign` out, both evaluated on the values at state entry. */
export function jsonataFlow(problems: Problems): Flow {
  const template = (raw: Raw, field: string): Template | undefined =>
    field in raw ? jsonataTemplate(raw[field], field, problems) : undefined;

  const effect = (raw: Raw) => {
    const output = template(raw, "Output");
    const assign = "Assign" in raw ? assignTemplate(raw["Assign"], problems) : undefined;
    return async (visit: Visit, extra: StatesExtra, otherwise: Payload): Promise<Effect> => ({
      assign: assign && checkVariables(visit, (await assign.evaluate(visit, extra)) as Variables),
      output: output ? visit.payload(await output.evaluate(visit, extra)) : otherwise,
    });
  };

  return {
    input: (raw) => {
      const args = template(raw, "Arguments");
      return async (visit) => (args ? visit.payload(await args.evaluate(visit, {})) : visit.input);
    },
    output: (raw) => {
      const leave = effect(raw);
      return (visit, result, kind) => leave(visit, kind === "result" ? { result: result.value } : {}, result);
    },
    caught: (catcher) => {
      const leave = effect(catcher);
      return async (visit, failure) => {
        const error = errorOutput(failure);
        return leave(visit, { errorOutput: error }, visit.payload(error));
      };
    },
    number: (raw, field) => typed<number>(raw, field, "number", problems),
    text: (raw, field) => typed<string>(raw, field, "string", problems),
    refuse: (visit, field, detail) => visit.evaluationFailure(field, detail),
    timestamp: (raw) => timestamp(template(raw, "Timestamp")),
    items: (raw) => items(template(raw, "Items")),
    itemInput: (raw) => itemInput(template(raw, "ItemSelector")),
    choices: (raw) => choices(raw, problems, effect),
  };
}

function assignTemplate(raw: unknown, problems: Problems): Template | undefined {
  if (isObject(raw)) return jsonataTemplate(raw, "Assign", problems);
  problems.invalid('"Assign" is no object');
  return undefined;
}

function typed<T>(raw: Raw, field: string, type: "number" | "string", problems: Problems): Evaluate<T> | undefined {
  if (!(field in raw)) return undefined;
  const template = jsonataTemplate(raw[field], field, problems);
  if (template.expression === undefined && jsonType(raw[field]) !== type) {
    problems.invalid(`"${field}" is ${JSON.stringify(raw[field])}, wanted a ${type} or an expression`);
  }
  return async (visit) => (await evaluateTyped(template, { field, type }, visit, {})) as T;
}

function timestamp(template: Template | undefined): Evaluate<number> | undefined {
  if (!template) return undefined;
  return async (visit) => {
    const text = await evaluateTyped(template, { field: "Timestamp", type: "string" }, visit, {});
    const atMs = instantOf(text);
    if (atMs !== undefined) return atMs;
    const detail = `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`;
    throw visit.evaluationFailure("Timestamp", detail);
  };
}

function items(template: Template | undefined): Evaluate<readonly unknown[]> {
  return async (visit, input) => {
    if (template) return (await evaluateTyped(template, { field: "Items", type: "array" }, visit, {})) as unknown[];
    if (Array.isArray(input.value)) return input.value;
    throw visit.evaluationFailure("Items", `Map state input must be an array but was: ${input.text}`);
  };
}

function itemInput(template: Template | undefined): ReturnType<Flow["itemInput"]> {
  if (!template) return undefined;
  return async (visit: Visit, _input: Payload, item: MapItem) =>
    visit.payload(await template.evaluate(visit, { context: visit.contextOf(item) }));
}

type EffectOf = (raw: Raw) => (visit: Visit, extra: StatesExtra, otherwise: Payload) => Promise<Effect>;

function choices(raw: Raw, problems: Problems, effect: EffectOf): ReturnType<Flow["choices"]> {
  const rules = (raw["Choices"] as Raw[]).map((rule, index) => {
    if (!("Condition" in rule)) problems.invalid(`Choices[${index}] has no "Condition"`);
    const field = `Choices[${index}]/Condition`;
    return {
      field,
      condition: jsonataTemplate(rule["Condition"], field, problems),
      leave: effect(rule),
      next: rule["Next"],
    };
  });
  return async (visit, input) => {
    for (const { field, condition, leave, next } of rules) {
      if (!(await evaluateTyped(condition, { field, type: "boolean" }, visit, {}))) continue;
      return { ...(await leave(visit, {}, input)), next: next as string };
    }
    return undefined;
  };
}
