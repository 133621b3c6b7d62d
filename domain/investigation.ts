import type { SeverityLabel } from "./contract.ts";
import type { Instant } from "./instant.ts";
import type { ScopeWindow } from "./scope-window.ts";

/** A row of Detective's list: it does not tell the scope. */
export interface InvestigationListing {
  readonly id: string;
  readonly status: "RUNNING" | "SUCCESSFUL" | "FAILED";
  readonly createdAt: Instant;
}

/** An investigation as Detective holds it. It has a severity once it is SUCCESSFUL. */
export interface Investigation extends InvestigationListing {
  readonly severity?: SeverityLabel;
  readonly scope: ScopeWindow;
}

/** An API call that fits a MITRE ATT&CK tactic; often the tactic alone is told. Counts are calls. */
export interface ObservedTtp {
  readonly kind: "ttp";
  readonly tactic?: string | undefined;
  readonly technique?: string | undefined;
  readonly procedure?: string | undefined;
  readonly ipAddress?: string | undefined;
  readonly api?: string | undefined;
  readonly successes?: number | undefined;
  readonly failures?: number | undefined;
}

/** Two places that nobody can visit within `hours`. */
export interface ImpossibleTravel {
  readonly kind: "impossible-travel";
  readonly startingIpAddress?: string | undefined;
  readonly endingIpAddress?: string | undefined;
  readonly startingLocation?: string | undefined;
  readonly endingLocation?: string | undefined;
  readonly hours?: number | undefined;
}

/** An address that AWS threat intelligence knows. */
export interface FlaggedAddress {
  readonly kind: "flagged-address";
  readonly ipAddress?: string | undefined;
  readonly reason?: string | undefined;
}

export interface NewGeolocation {
  readonly kind: "new-geolocation";
  readonly location?: string | undefined;
  readonly ipAddress?: string | undefined;
  /** New for the entire account, not only for the principal. */
  readonly newForAccount?: boolean | undefined;
}

/** A network operator (autonomous system organization) not seen before. */
export interface NewAso {
  readonly kind: "new-aso";
  readonly aso?: string | undefined;
  readonly newForAccount?: boolean | undefined;
}

export interface NewUserAgent {
  readonly kind: "new-user-agent";
  readonly userAgent?: string | undefined;
  readonly newForAccount?: boolean | undefined;
}

export interface RelatedFinding {
  readonly kind: "related-finding";
  readonly arn?: string | undefined;
  readonly type?: string | undefined;
  readonly ipAddress?: string | undefined;
}

export interface RelatedFindingGroup {
  readonly kind: "related-finding-group";
  readonly id?: string | undefined;
}

/** A type this version does not know: counted, never dropped silently. `type` is Detective's word for it. */
export interface UnknownIndicator {
  readonly kind: "unknown";
  readonly type: string;
}

/**
 * An indicator of compromise, Detective's eight types in our words. Every member may be missing, as in Detective's
 * model, and every text comes from whoever made the calls: hostile until `inertText` has seen it.
 * @see https://docs.aws.amazon.com/detective/latest/APIReference/API_TTPsObservedDetail.html (read 2026-11-20)
 */
export type Indicator =
  | ObservedTtp
  | ImpossibleTravel
  | FlaggedAddress
  | NewGeolocation
  | NewAso
  | NewUserAgent
  | RelatedFinding
  | RelatedFindingGroup
  | UnknownIndicator;
