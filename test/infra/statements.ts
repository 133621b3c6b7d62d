import type { Template } from "aws-cdk-lib/assertions";
import { type Properties, readable, resourcesOf } from "./a-stack.ts";

/** One statement of a role's policy, readable. */
export interface Statement {
  /** The role's logical id without its hash. */
  readonly role: string;
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: unknown;
}

/** Every statement of every policy that hangs on a role. */
export function statementsOf(template: Template): readonly Statement[] {
  return Object.values(resourcesOf(template, "AWS::IAM::Policy")).flatMap(({ PolicyDocument, Roles }) => {
    const [role = ""] = (readable(Roles) as string[]).map((name) => name.slice(2, -1));
    const { Statement } = readable(PolicyDocument) as { readonly Statement: readonly Properties[] };
    return Statement.map((statement) => ({
      role,
      effect: statement["Effect"] as Statement["effect"],
      actions: [statement["Action"] as string | string[]].flat(),
      resources: [statement["Resource"] as string | string[]].flat(),
      ...(statement["Condition"] !== undefined && { condition: statement["Condition"] }),
    }));
  });
}
