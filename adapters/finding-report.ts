import { GetFindingsCommand, SecurityHubClient } from "@aws-sdk/client-securityhub";
import type { FindingKey } from "#domain/key.ts";
import { clientDefaults } from "./client-defaults.ts";
import { sdkCall } from "./sdk-call.ts";

/**
 * The link to the report that a finding carries in its user-defined fields.
 * @returns undefined when it carries none, or Security Hub does not hold the finding
 */
export async function findingReport(
  { productArn, id }: FindingKey,
  client = new SecurityHubClient(clientDefaults),
): Promise<string | undefined> {
  const command = new GetFindingsCommand({
    Filters: {
      Id: [{ Value: id, Comparison: "EQUALS" }],
      ProductArn: [{ Value: productArn, Comparison: "EQUALS" }],
    },
    MaxResults: 1,
  });
  const { Findings = [] } = await sdkCall("securityhub:GetFindings", () => client.send(command));
  return Findings[0]?.UserDefinedFields?.["gumshoeReport"];
}
