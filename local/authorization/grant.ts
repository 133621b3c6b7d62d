import { memberOf } from "../services/request/record.ts";
import type { AttachedPolicy } from "./stack-policies.ts";

/** The least that a policy can grant: one action on one resource to one principal. */
export interface Grant {
  /** The same for the same grant in whatever form the policies are: with their references resolved, or not. */
  readonly id: string;
  /** The role by its ARN, the service, or whoever a resource's policy names. */
  readonly who: string;
  readonly action: string;
  readonly resource: string;
  /** Operator -> key -> wanted values. */
  readonly condition?: unknown;
  readonly policy: AttachedPolicy;
}

/** The place of a grant within a policy: the statement, and which of the principals, actions and resources it lists. */
export interface GrantPlace {
  readonly statement: number;
  readonly who: number;
  readonly action: number;
  readonly resource: number;
}

export const grantId = ({ id }: AttachedPolicy, { statement, who, action, resource }: GrantPlace): string =>
  [id, statement, who, action, resource].join("/");

/**
 * Everything that policies grant; what they deny is none.
 * @throws {TypeError} a statement allows all but something
 */
export function grantsOf(policies: readonly AttachedPolicy[]): readonly Grant[] {
  return policies.flatMap((policy) =>
    statementsIn(policy.document).flatMap((given, at) => grantsIn(policy, given, at)),
  );
}

/** The statements of a policy document as they are written. */
export const statementsIn = (document: unknown): readonly unknown[] => [memberOf(document, "Statement") ?? []].flat();

function grantsIn(policy: AttachedPolicy, given: unknown, statement: number): readonly Grant[] {
  if (memberOf(given, "Effect") !== "Allow") return [];
  if (memberOf(given, "NotAction") !== undefined || memberOf(given, "NotResource") !== undefined)
    throw new TypeError(`Cannot list what ${policy.id} grants: a statement allows all but something`);
  const condition = memberOf(given, "Condition");
  return whoIn(policy, given).flatMap((who, atWho) =>
    textsOf(memberOf(given, "Action")).flatMap((action, atAction) =>
      textsOf(memberOf(given, "Resource") ?? policy.of).map((resource, atResource) => ({
        id: grantId(policy, { statement, who: atWho, action: atAction, resource: atResource }),
        ...{ who, action, resource: resource === "*" && policy.kind === "resource" ? policy.of : resource, policy },
        ...(condition !== undefined && { condition }),
      })),
    ),
  );
}

/** Whom a statement speaks of, in the order in which they stand. */
export function whoIn(policy: AttachedPolicy, statement: unknown): readonly string[] {
  if (policy.kind === "identity") return [policy.of];
  const principal = memberOf(statement, "Principal");
  if (typeof principal === "string") return [principal];
  return Object.values(principal ?? {}).flatMap(textsOf);
}

const textsOf = (value: unknown): readonly string[] => [value].flat().map(String);
