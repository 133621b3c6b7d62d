import { parseArn } from "./arn.ts";
import type { NotInvestigableReason, PrincipalToStart } from "./contract.ts";
import { formatInstant, type Instant } from "./instant.ts";
import { isExcluded, principalOf } from "./principal.ts";

/** Whether a text names a principal and not a finding: an ARN of IAM or STS. */
export function isPrincipalArn(text: string): boolean {
  const service = parseArn(text)?.service;
  return service === "iam" || service === "sts";
}

/** A principal that somebody asks about, or why it cannot be investigated. */
export type PrincipalRequest =
  | { readonly kind: "investigable"; readonly principal: PrincipalToStart }
  | { readonly kind: "not-investigable"; readonly reason: NotInvestigableReason };

/**
 * What is asked of `start-or-join` about a principal without a finding: everything it did in a time up to now. The session of
 * an assumed role is its role.
 * @param arn one that `isPrincipalArn` accepts
 * @param region whose behavior graph is asked
 */
export function principalRequest(
  arn: string,
  region: string,
  range: { since: Instant; now: Instant },
): PrincipalRequest {
  const { partition = "aws", accountId = "" } = parseArn(arn) ?? {};
  const outcome = principalOf({ grade: "identity", stance: "actor", what: arn, partition, accountId, arn });
  if (isExcluded(outcome)) return { kind: "not-investigable", reason: outcome.reason };
  const [firstActivityAt, lastActivityAt] = [formatInstant(range.since), formatInstant(range.now)];
  return {
    kind: "investigable",
    principal: { ...outcome, kind: "start", region, firstActivityAt, lastActivityAt, try: 1 },
  };
}
