import type { Finding } from "#domain/finding.ts";
import { type JsonObject, listAt, objectOf, textAt } from "#domain/json.ts";

/** The findings that an event of Security Hub brings, as they stand; none for the events of others. */
export function ownFindings(event: JsonObject): readonly JsonObject[] {
  if (textAt(event, "detail-type")?.startsWith("Security Hub Findings") !== true) return [];
  return listAt(event, "detail", "findings")
    .map(objectOf)
    .filter((finding) => finding !== undefined);
}

/**
 * A finding of GuardDuty or in OCSF as Security Hub would hold it. Where it holds the finding already, that stays as it is but
 * for what makes it the newer version: what people wrote on it is not in the event.
 */
export function securityHubFinding(finding: Finding, held: JsonObject | undefined): JsonObject {
  const { UpdatedAt, LastObservedAt, ...rest } = asSecurityHub(finding);
  return { ...rest, ...held, UpdatedAt, LastObservedAt };
}

function asSecurityHub(finding: Finding) {
  return {
    SchemaVersion: "2018-10-08",
    Id: finding.id,
    ProductArn: finding.productArn,
    Region: finding.region,
    GeneratorId: finding.id,
    AwsAccountId: finding.accountId,
    Types: [finding.type],
    FirstObservedAt: finding.firstActivityAt,
    LastObservedAt: finding.lastActivityAt,
    CreatedAt: finding.firstActivityAt,
    UpdatedAt: finding.version,
    Severity: { Label: finding.severity },
    Title: finding.title,
    Description: finding.title,
    Resources: [],
    Workflow: { Status: "NEW" },
    RecordState: "ACTIVE",
  };
}
