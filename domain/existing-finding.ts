import type { SeverityLabel } from "./contract.ts";
import type { Instant } from "./instant.ts";
import { type JsonObject, listAt, textAt } from "./json.ts";

/** Resource types whose finding names who acted: what the stack's automation rule looks for. */
export const principalTypes: readonly string[] = ["AwsIamUser", "AwsIamRole", "AwsIamAccessKey"];

/** Beginnings of the type of an attack sequence: its actors stand beside the resources, so no resource type tells it. */
export const sequenceTypes: readonly string[] = ["TTPs/AttackSequence:", "AttackSequence:"];

/** The two listings that together hold what the automation rules would arm: GetFindings joins its filters by *and*. */
export const findingPasses = ["principals", "attack-sequences"] as const;
export type FindingPass = (typeof findingPasses)[number];

/** Which of the findings that Security Hub holds are wanted: ACTIVE, NEW or NOTIFIED, and of one pass. */
export interface FindingQuery {
  readonly pass: FindingPass;
  /** Both ends of the last update belong to the range. */
  readonly since: Instant;
  readonly until: Instant;
  readonly severities: readonly SeverityLabel[];
  readonly product?: string;
  readonly accountId?: string;
}

/** A page of a listing. `expired`: its token is no longer taken, the listing has to begin anew. */
export type FindingPage =
  | { readonly kind: "page"; readonly findings: readonly JsonObject[]; readonly next: string | undefined }
  | { readonly kind: "expired" };

/** The findings that Security Hub holds, in its own format. Every method throws `Throttled`, `ServiceUnavailable` or `SetupFault`. */
export interface ExistingFindings {
  /** At most 100 findings, least recently updated first. One call of GetFindings, never repeated inside. */
  page(query: FindingQuery, token: string | undefined): Promise<FindingPage>;
  /** Every finding of that id, which is unique within its product only. */
  named(id: string, productArn: string | undefined): Promise<readonly JsonObject[]>;
}

/** Labels of that severity and graver. */
export function severitiesFrom(floor: SeverityLabel, all: readonly SeverityLabel[]): readonly SeverityLabel[] {
  return all.slice(all.indexOf(floor));
}

/** Whether the first pass, by resource type, tells the finding already. */
export function namesPrincipalType(finding: JsonObject): boolean {
  return listAt(finding, "Resources").some((resource) => principalTypes.includes(textAt(resource, "Type") ?? ""));
}
