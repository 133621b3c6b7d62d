/** How the simulated world differs from its defaults, as a behaviour file says. */
export interface Behaviour {
  /** By principal ARN. */
  readonly principals: ReadonlyMap<string, PrincipalBehaviour>;
  /** Accounts that are not members of the Detective graph. */
  readonly nonMembers: ReadonlySet<string>;
  /** Regions without a Detective graph. */
  readonly noGraph: ReadonlySet<string>;
  /** Role ARNs IAM knows, by role name. */
  readonly roles: ReadonlyMap<string, string>;
  /** User ARNs IAM knows, by user name. */
  readonly users: ReadonlyMap<string, string>;
  /** Role ARNs by the ARN of the instance profile that holds them. */
  readonly instanceProfiles: ReadonlyMap<string, string>;
  /** What S3, SNS and Secrets Manager answer in place of their answers. */
  readonly errors?: readonly PlannedServiceError[];
}

/** What happens to investigations of one principal; what is left out follows from its ARN. */
export interface PrincipalBehaviour {
  /** From start to finish; "never" stays RUNNING for good. */
  readonly durationSeconds?: number | "never";
  /** How its investigations end: the first, the second, …; the last entry stands for all further ones. */
  readonly statuses?: readonly FinalStatus[];
  readonly severity?: Severity;
  readonly indicators?: readonly PlannedIndicator[];
  readonly errors?: readonly PlannedError[];
}

export const finalStatuses = ["SUCCESSFUL", "FAILED"] as const;
export type FinalStatus = (typeof finalStatuses)[number];

export const severities = ["INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"] as const;
export type Severity = (typeof severities)[number];

export const indicatorTypes = [
  "TTP_OBSERVED",
  "IMPOSSIBLE_TRAVEL",
  "FLAGGED_IP_ADDRESS",
  "NEW_GEOLOCATION",
  "NEW_ASO",
  "NEW_USER_AGENT",
  "RELATED_FINDING",
  "RELATED_FINDING_GROUP",
] as const;
export type IndicatorType = (typeof indicatorTypes)[number];

/** An indicator as ListIndicators answers it; without detail, one that fits the type is made up. */
export interface PlannedIndicator {
  readonly IndicatorType: IndicatorType;
  readonly IndicatorDetail?: Readonly<Record<string, unknown>>;
}

/** The next `times` calls of the operation that concern the principal fail. */
export interface PlannedError {
  readonly operation: string;
  readonly name: string;
  readonly times: number;
  /** The call takes effect; only its answer is lost. */
  readonly lost: boolean;
}

/** The next `times` calls of the operation fail, whomever they concern. */
export interface PlannedServiceError extends PlannedError {
  readonly service: string;
}
