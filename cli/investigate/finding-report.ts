import type { SettledVersion } from "#domain/finding-record.ts";

/** What `gumshoe investigate <finding id>` answers. `requested`: it was not waited for, or not to the end. */
export interface FindingReport {
  readonly kind: "finding";
  readonly id: string;
  readonly productArn: string;
  readonly version: string;
  readonly title: string;
  readonly severity: string;
  readonly outcome: "requested" | SettledVersion["outcome"];
  /** Principals as `partition/account/type/name`, and what is left out, with its reason. */
  readonly principals: readonly string[];
  readonly excluded: readonly { readonly what: string; readonly reason: string }[];
  /** What our user-defined fields say, without their prefix: `verdict`, `evidence`, `tactics`, `reason`, `report` … */
  readonly told: Readonly<Record<string, string>>;
  readonly note?: string;
  readonly executionArn?: string;
  /** The execution in the Step Functions console. */
  readonly execution?: string;
}
