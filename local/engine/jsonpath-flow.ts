import type { Variables } from "./branch.ts";
import type { Raw } from "./fields.ts";
import { type Evaluate, errorOutput, type Flow } from "./flow.ts";
import { jsonpathChoices } from "./jsonpath-choices.ts";
import { jsonpathNumber, jsonpathText, jsonpathTimestamp } from "./jsonpath-fields.ts";
import { inputPath, outputPath, resultPath } from "./jsonpath-paths.ts";
import { payloadTemplate } from "./jsonpath-template.ts";
import { isObject, jsonType, type Payload } from "./payload.ts";
import type { Problems } from "./problems.ts";
import { checkVariables } from "./variables.ts";
import type { Effect, Visit } from "./visit.ts";

/** JSONPath's data flow: `InputPath`, `Parameters`, `ResultSelector`, `ResultPath`, `OutputPath`, in that order. */
export function jsonpathFlow(problems: Problems): Flow {
  const template = (raw: Raw, field: string) => (field in raw ? payloadTemplate(raw[field], problems) : undefined);
  const assigner = (raw: Raw) => {
    const assign = template(raw, "Assign");
    return (visit: Visit, data: unknown): Variables | undefined =>
      assign && checkVariables(visit, assign({ visit, data }) as Variables);
  };

  return {
    input: (raw) => {
      const path = inputPath(raw, problems);
      const parameters = template(raw, "Parameters");
      return async (visit) => {
        const data = path(visit);
        return visit.payload(parameters ? parameters({ visit, data }) : data);
      };
    },
    output: (raw) => {
      const selector = template(raw, "ResultSelector");
      const place = resultPath(raw, problems);
      const path = outputPath(raw, problems);
      const assign = assigner(raw);
      return async (visit, given): Promise<Effect> => {
        const result = selector ? selector({ visit, data: given.value }) : given.value;
        return { assign: assign(visit, result), output: visit.payload(path(visit, place(visit, result))) };
      };
    },
    caught: (catcher) => {
      const place = resultPath(catcher, problems);
      const assign = assigner(catcher);
      return async (visit, failure) => {
        const error = errorOutput(failure);
        return { assign: assign(visit, error), output: visit.payload(place(visit, error)) };
      };
    },
    number: (raw, field) => jsonpathNumber(raw, field, problems),
    text: (raw, field) => jsonpathText(raw, field, problems),
    refuse: (visit, _field, detail) => visit.failure("States.Runtime", detail),
    timestamp: (raw) => jsonpathTimestamp(raw, problems),
    items: (raw) => items(raw, problems),
    itemInput: (raw) => itemInput(raw, problems),
    choices: (raw) => jsonpathChoices(raw, problems, assigner),
  };
}

function items(raw: Raw, problems: Problems): Evaluate<readonly unknown[]> {
  const path = inputPath({ InputPath: raw["ItemsPath"] ?? "$" }, problems, "ItemsPath");
  return async (visit, input) => {
    const list = path(visit, input.value);
    if (Array.isArray(list)) return list;
    const detail = `Reference path "${raw["ItemsPath"] ?? "$"}" must point to array, but was ${jsonType(list)}.`;
    throw visit.failure("States.Runtime", detail);
  };
}

function itemInput(raw: Raw, problems: Problems): ReturnType<Flow["itemInput"]> {
  const selector = raw["ItemSelector"] ?? raw["Parameters"];
  if (selector === undefined) return undefined;
  if (!isObject(selector)) problems.invalid('"ItemSelector" is no object');
  const template = payloadTemplate(selector, problems);
  return async (visit: Visit, input: Payload, item) =>
    visit.payload(template({ visit, data: input.value, context: visit.contextOf(item) }));
}
