import type { Investigation, InvestigationListing } from "#domain/investigation.ts";

// Every member may be missing in Detective's model.
interface SdkListing {
  InvestigationId?: string | undefined;
  Status?: InvestigationListing["status"] | undefined;
  CreatedTime?: Date | undefined;
}

/** A row of ListInvestigations. */
export function listingOf({ InvestigationId = "", Status = "RUNNING", CreatedTime }: SdkListing): InvestigationListing {
  return { id: InvestigationId, status: Status, createdAt: CreatedTime?.getTime() ?? 0 };
}

interface SdkInvestigation extends SdkListing {
  Severity?: Investigation["severity"];
  ScopeStartTime?: Date | undefined;
  ScopeEndTime?: Date | undefined;
}

/** The answer of GetInvestigation. */
export function investigationOf(answer: SdkInvestigation): Investigation {
  return {
    ...listingOf(answer),
    ...(answer.Severity && { severity: answer.Severity }),
    scope: { startAt: answer.ScopeStartTime?.getTime() ?? 0, endAt: answer.ScopeEndTime?.getTime() ?? 0 },
  };
}
