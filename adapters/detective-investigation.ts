import { SeverityLabel } from "#domain/contract.ts";
import type { Investigation, InvestigationListing } from "#domain/investigation.ts";

// Every member may be missing in Detective's model, and its enumerations may grow.
interface SdkListing {
  InvestigationId?: string | undefined;
  Status?: string | undefined;
  CreatedTime?: Date | undefined;
}

/** A row of ListInvestigations. Whatever is neither SUCCESSFUL nor FAILED is not over. */
export function listingOf({ InvestigationId = "", Status, CreatedTime }: SdkListing): InvestigationListing {
  const status = Status === "SUCCESSFUL" || Status === "FAILED" ? Status : "RUNNING";
  return { id: InvestigationId, status, createdAt: CreatedTime?.getTime() ?? 0 };
}

interface SdkInvestigation extends SdkListing {
  Severity?: string | undefined;
  ScopeStartTime?: Date | undefined;
  ScopeEndTime?: Date | undefined;
}

/** The answer of GetInvestigation. A severity that is new to us is left out: not known, which is not the same as low. */
export function investigationOf(answer: SdkInvestigation): Investigation {
  const severity = SeverityLabel.safeParse(answer.Severity).data;
  return {
    ...listingOf(answer),
    ...(severity && { severity }),
    scope: { startAt: answer.ScopeStartTime?.getTime() ?? 0, endAt: answer.ScopeEndTime?.getTime() ?? 0 },
  };
}
