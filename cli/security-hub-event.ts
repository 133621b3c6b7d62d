import { type JsonObject, textAt } from "#domain/json.ts";

/** The event that Security Hub sends when it imports a finding, as far as the finding is read from it. */
export function importedEvent(finding: JsonObject): JsonObject {
  return {
    source: "aws.securityhub",
    "detail-type": "Security Hub Findings - Imported",
    detail: { findings: [finding] },
  };
}

/**
 * The `Findings Imported V2` event of a bare OCSF finding.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-v2-cwe-event-formats.html
 */
export function importedV2Event(finding: JsonObject): JsonObject {
  return {
    version: "0",
    id: textAt(finding, "metadata", "uid") ?? "",
    "detail-type": "Findings Imported V2",
    source: "aws.securityhub",
    account: textAt(finding, "cloud", "account", "uid") ?? "",
    region: textAt(finding, "cloud", "region") ?? "",
    resources: [],
    detail: { findings: [finding] },
  };
}
