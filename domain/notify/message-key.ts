import type { FindingBrief } from "../brief/finding-brief.ts";
import { findingKeyText, shortHash } from "../key.ts";

/** The same for the same news of the same finding, whoever is told and however often. */
export function messageKeyOf({ finding, hash }: FindingBrief): string {
  return `${shortHash(findingKeyText(finding))}-${hash}`;
}
