/** The history events a task leaves: `LambdaFunctionScheduled …` for a bare function ARN, `TaskScheduled …` for all others. */
type TaskFamily = "lambda" | "task";

/** A `Resource` this engine can hand to a task runner. */
export type Resource =
  | {
      readonly kind: "supported";
      readonly family: TaskFamily;
      readonly resourceType: string;
      readonly resource: string;
    }
  | { readonly kind: "unsupported"; readonly feature: string }
  | { readonly kind: "invalid"; readonly problem: string };

/** Optimized integrations that a local cloud answers. */
const optimized = new Set(["lambda:invoke", "sqs:sendMessage", "events:putEvents"]);

const lambdaFunction = /^arn:aws[a-z-]*:lambda:.+:function:[^:]+(?::[^:]+)?$/;
const integration = /^arn:aws[a-z-]*:states:[^:]*:[^:]*:([a-z0-9-]+(?::[A-Za-z0-9-]+)+)(\.[A-Za-z0-9:]+)?$/;

/**
 * Says what a Task's `Resource` is: a function ARN, an optimized integration, an SDK integration, or why not.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html
 */
export function resourceOf(resource: string): Resource {
  if (lambdaFunction.test(resource)) return { kind: "supported", family: "lambda", resourceType: "lambda", resource };
  if (/^arn:aws[a-z-]*:states:[^:]*:[^:]*:activity:/.test(resource)) {
    return { kind: "unsupported", feature: `Resource "${resource}": an activity` };
  }
  const match = integration.exec(resource);
  if (!match?.[1])
    return { kind: "invalid", problem: `Resource "${resource}" is neither a function ARN nor an integration` };
  const [, action, pattern] = match;
  if (pattern !== undefined)
    return { kind: "unsupported", feature: `Resource "${resource}": the pattern "${pattern}"` };
  const type = action.slice(0, action.lastIndexOf(":"));
  if (!action.startsWith("aws-sdk:") && !optimized.has(action)) {
    return { kind: "unsupported", feature: `Resource "${resource}": the optimized integration "${action}"` };
  }
  return { kind: "supported", family: "task", resourceType: type, resource: action.slice(type.length + 1) };
}
