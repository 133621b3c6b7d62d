import type { Input } from "../request/input.ts";
import { eventJson } from "./event-json.ts";
import { eventsError, invalid } from "./events-error.ts";
import { compileJsonPath } from "./json-path.ts";

/** One event on its way through one rule. */
export interface RoutedEvent {
  readonly event: unknown;
  /** The event's JSON, exactly as it is handed over. */
  readonly json: string;
  readonly ruleArn: string;
  readonly ruleName: string;
  /** ISO 8601 */
  readonly ingestedAt: string;
}

/** Makes what the target receives. Throws a ServiceError named INVALID_JSON when a template's result is no JSON. */
export type TargetInput = (routed: RoutedEvent) => string;

/**
 * Compiles a target's `Input`, `InputPath` or `InputTransformer`; without one the target gets the event as it is.
 * @throws {ServiceError} ValidationException: more than one of them, or malformed
 * @see docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function compileTargetInput(target: Input): TargetInput {
  const given = ["Input", "InputPath", "InputTransformer"].filter((name) => target.raw(name) !== undefined);
  if (given.length > 1) throw invalid("Only one of Input, InputPath, or InputTransformer must be provided.");
  const constant = target.optionalText("Input", { max: 8192 });
  if (constant !== undefined) return () => constant;
  const path = target.optionalText("InputPath", { max: 256 });
  if (path !== undefined) {
    const read = compileJsonPath(path);
    return ({ event }) => eventJson(read(event) ?? null);
  }
  const transformer = target.optionalObject("InputTransformer");
  return transformer ? compileTransformer(transformer) : ({ json }) => json;
}

const predefined: Readonly<Record<string, (routed: RoutedEvent) => unknown>> = {
  "aws.events.rule-arn": ({ ruleArn }) => ruleArn,
  "aws.events.rule-name": ({ ruleName }) => ruleName,
  "aws.events.event.ingestion-time": ({ ingestedAt }) => ingestedAt,
  "aws.events.event": ({ event }) => ({ ...(event as object), detail: undefined }),
  "aws.events.event.json": ({ event }) => event,
};

function compileTransformer(transformer: Input): TargetInput {
  const template = transformer.text("InputTemplate", { min: 1, max: 8192 });
  const paths = transformer.optionalObject("InputPathsMap");
  const names = paths?.names() ?? [];
  if (names.length > 100) throw invalid("InputPathsMap can have at most 100 entries.");
  const variables = new Map(Object.entries(predefined));
  for (const name of names) {
    if (variables.has(name)) throw invalid(`Invalid InputPathsMap: "${name}" is a reserved name.`);
    const read = compileJsonPath(paths?.text(name) ?? "");
    variables.set(name, ({ event }) => read(event));
  }
  const parts = templateParts(template, variables);
  const isJson = /^\s*[{[]/.test(template);
  return (routed) => {
    const text = parts.map((part) => part(routed)).join("");
    return isJson ? checkedJson(text) : text;
  };
}

/** Cuts a template at its `<variables>`, knowing which of them stand inside a string. */
function templateParts(template: string, variables: ReadonlyMap<string, (routed: RoutedEvent) => unknown>) {
  const parts: ((routed: RoutedEvent) => string)[] = [];
  let inString = false;
  for (const [token, name] of template.matchAll(/<([^<>"\s]+)>|\\[\s\S]|[\s\S]/g)) {
    const read = name === undefined ? undefined : variables.get(name);
    if (token === '"') inString = !inString;
    const quoted = inString;
    if (read) parts.push((routed) => inserted(read(routed), quoted));
    else if (name !== undefined) throw invalid(`Invalid InputTemplate: there is no variable "${name}".`);
    else parts.push(() => token);
  }
  return parts;
}

/** As AWS does: a string inside a string is not escaped, an object there loses its quotes, what is missing leaves nothing. */
function inserted(value: unknown, quoted: boolean): string {
  if (value === undefined) return "";
  if (!quoted) return eventJson(value);
  return typeof value === "string" ? value : eventJson(value).replaceAll('"', "");
}

function checkedJson(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw eventsError(
      "INVALID_JSON",
      "Cannot transform the event: the template's result is no JSON, valid JSON is wanted",
    );
  }
}
