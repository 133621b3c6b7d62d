import type { Finding } from "#domain/finding.ts";
import { type JsonObject, listAt, objectOf, textAt } from "#domain/json.ts";

/** The findings of an event as Security Hub would hold them: its own as they stand, others in its format. */
export function storedFindings(event: JsonObject, findings: readonly Finding[]): readonly JsonObject[] {
  const isSecurityHub = textAt(event, "detail-type")?.startsWith("Security Hub Findings") === true;
  if (!isSecurityHub) return findings.map(asSecurityHub);
  return listAt(event, "detail", "findings")
    .map(objectOf)
    .filter((finding) => finding !== undefined);
}

function asSecurityHub(finding: Finding): JsonObject {
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
