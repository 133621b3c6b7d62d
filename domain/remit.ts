import type { SlimFinding } from "./contract.ts";
import type { Settings } from "./settings.ts";

/** Whose findings a deployment works on. */
export type Remit = Pick<Settings, "allowedRegions" | "allowedAccounts" | "deniedAccounts">;

/** Why a finding is none of its business. */
export type OutsideRemit = "region-not-allowed" | "account-not-allowed";

/** It is the finding's own Region and account that count, not those of its principals or of the event. */
export function outsideRemit(
  { region, accountId }: Pick<SlimFinding, "region" | "accountId">,
  { allowedRegions, allowedAccounts, deniedAccounts }: Remit,
): OutsideRemit | undefined {
  if (!allowsRegion(allowedRegions, region)) return "region-not-allowed";
  const isAllowed = allowedAccounts.length === 0 || allowedAccounts.includes(accountId);
  return isAllowed && !deniedAccounts.includes(accountId) ? undefined : "account-not-allowed";
}

/** Whether the setting lets the Region in: a list of names, or one anchored regular expression; an empty list lets in all. */
export function allowsRegion(allowedRegions: Remit["allowedRegions"], region: string): boolean {
  if (typeof allowedRegions === "string") return new RegExp(allowedRegions, "u").test(region);
  return allowedRegions.length === 0 || allowedRegions.includes(region);
}

/**
 * A finding that somebody asked for and that is none of our business: nobody is investigated for it, and it gets its mark,
 * which says why.
 */
export function unwanted(finding: SlimFinding, reason: OutsideRemit): SlimFinding {
  const what = reason === "region-not-allowed" ? finding.region : finding.accountId;
  return { ...finding, principals: [], excluded: [{ what, reason }] };
}
