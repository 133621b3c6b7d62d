import { Stack } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/** Why something is granted, said where it is granted; `docs/permissions.md` tells it to everybody. */
export interface ExplainedGrant {
  /** The role's name, the ARN of the rule, or the service. */
  readonly who: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** What a service acts for, where that is not one resource of the stack: an ARN. */
  readonly source?: string;
  /** The service through which alone a key may be used. */
  readonly via?: string;
  /** A sentence without its subject: "finds the graph of a Region". */
  readonly why: string;
}

const explained = new WeakMap<Stack, ExplainedGrant[]>();

/** Notes why something is granted in the stack of `scope`. */
export function explain(scope: IConstruct, grant: ExplainedGrant): void {
  const stack = Stack.of(scope);
  explained.set(stack, [...grantsExplainedIn(stack), grant]);
}

/** Every grant that the stack explains, with tokens as they are in the code. */
export function grantsExplainedIn(stack: Stack): readonly ExplainedGrant[] {
  return explained.get(stack) ?? [];
}
