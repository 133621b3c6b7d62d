import { listAt, textAt, valueAt } from "#domain/json.ts";
import { once } from "./once.ts";

/** A state of an execution at work on a group. */
export interface Step {
  readonly executionArn: string;
  readonly name: string;
}

/** The step that a function is asked to do for an execution; undefined for what is none. */
export function stepOf(input: unknown): Step | undefined {
  return typeof input === "object" && input !== null ? stepIn(input) : undefined;
}

const stepIn = once(readStep);

function readStep(input: object): Step | undefined {
  const executionArn = textAt(input, "executionArn");
  if (executionArn === undefined) return undefined;
  const [finding] = listAt(input, "findings");
  if (finding !== undefined) {
    return { executionArn, name: `enrich of ${textAt(finding, "id")}, version ${textAt(finding, "version")}` };
  }
  const principals = listAt(input, "principals");
  // One without principals, or with what an odd answer has made of them, cannot be told from another one.
  if (!principals.some((one) => textAt(one, "arn") !== undefined)) return undefined;
  const region = principals.map((one) => textAt(one, "region")).find((one) => one !== undefined);
  // Their order changes on the way; no two groups of a Region have the same ones.
  const arns = principals.map((one) => textAt(one, "arn") ?? "").sort();
  // Of the two that know no findings, one is told how often it was retried.
  const verb = valueAt(input, "retryCount") === undefined ? "check" : "start-or-join";
  return { executionArn, name: `${verb} in ${region} of ${arns.join(", ")}` };
}
