import type { SlimFinding } from "./contract.ts";
import { parseIamArn } from "./iam-arn.ts";
import type { Mention } from "./mention.ts";
import { type AttachedRoles, principalSetOf } from "./principal-set.ts";

/** A finding version as an event brings it, validated and reduced; the judgement of its mentions is still to come. */
export interface Finding extends Omit<SlimFinding, "principals" | "excluded"> {
  /** Made up by the product to try things out: nothing has happened. */
  readonly sample: boolean;
  /** What the finding is about, for one that names no principal: its first resource, or `finding`. */
  readonly about: string;
  readonly mentions: readonly Mention[];
}

/** ARNs of the instance profiles whose role must be looked up when attached roles are investigated. */
export function instanceProfilesOf(finding: Finding): readonly string[] {
  const profiles = finding.mentions.flatMap(({ arn }) => (arn !== undefined && isProfile(arn) ? [arn] : []));
  return [...new Set(profiles)];
}

function isProfile(arn: string): boolean {
  return parseIamArn(arn)?.kind === "instance-profile";
}

/**
 * The finding with its principals and the reasons of all others: never both lists empty.
 * @param attached whether roles that a resource merely runs as count, and what IAM told about instance profiles
 */
export function slim(finding: Finding, attached: AttachedRoles): SlimFinding {
  const { sample: _sample, about, mentions, ...kept } = finding;
  const { principals, excluded } = principalSetOf(mentions, attached);
  const nobody = principals.length === 0 && excluded.length === 0;
  return { ...kept, principals, excluded: nobody ? [{ what: about, reason: "no-principal" }] : excluded };
}
