import { compileCondition } from "./condition.ts";
import { compileProjection } from "./projection.ts";
import { compileUpdate } from "./update.ts";

const textsMax = 1_000;

/** Compiles each text once; forgets them all when there are more than a program would write. */
function remembering<T>(kind: string, compile: (kind: string, text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const compiled = compile(kind, text);
    if (known.size === textsMax) known.clear();
    known.set(text, compiled);
    return compiled;
  };
}

/** The expressions of requests, by the member that holds them. Each throws a ValidationException for what it does not know. */
export const compiled = {
  ConditionExpression: remembering("ConditionExpression", compileCondition),
  FilterExpression: remembering("FilterExpression", compileCondition),
  KeyConditionExpression: remembering("KeyConditionExpression", compileCondition),
  ProjectionExpression: remembering("ProjectionExpression", compileProjection),
  UpdateExpression: remembering("UpdateExpression", compileUpdate),
} as const;
