import {
  type AwsSecurityFindingFilters,
  GetFindingsCommand,
  type GetFindingsCommandInput,
  SecurityHubClient,
  type StringFilter,
  type StringFilterComparison,
} from "@aws-sdk/client-securityhub";
import { type ExistingFindings, type FindingQuery, principalTypes, sequenceTypes } from "#domain/existing-finding.ts";
import { formatInstant } from "#domain/instant.ts";
import { type JsonObject, objectOf } from "#domain/json.ts";
import { clientDefaults } from "./client-defaults.ts";
import { errorName, sdkCall } from "./sdk-call.ts";

const pageSize = 100; // the most that GetFindings gives
// The second key makes the order of equal instants the same in every listing.
const oldestFirst: GetFindingsCommandInput["SortCriteria"] = [
  { Field: "UpdatedAt", SortOrder: "asc" },
  { Field: "Id", SortOrder: "asc" },
];

/** Reads findings whole. One attempt a call: whoever keeps a rate must know of every one. */
export function existingFindingsAdapter(
  client = new SecurityHubClient({ ...clientDefaults, maxAttempts: 1 }),
): ExistingFindings {
  const get = (input: GetFindingsCommandInput) =>
    sdkCall("securityhub:GetFindings", () => client.send(new GetFindingsCommand({ ...input, MaxResults: pageSize })));
  return {
    async page(query, token) {
      try {
        const input = { Filters: filtersFor(query), SortCriteria: oldestFirst, NextToken: token };
        const { Findings = [], NextToken } = await get(input);
        return { kind: "page", findings: jsonOf(Findings), next: NextToken };
      } catch (error) {
        if (token !== undefined && errorName(error) === "InvalidInputException") return { kind: "expired" };
        throw error;
      }
    },
    async named(id, productArn) {
      const Filters = { Id: anyOf([id]), ...(productArn !== undefined && { ProductArn: anyOf([productArn]) }) };
      const { Findings = [] } = await get({ Filters });
      return jsonOf(Findings);
    },
  };
}

/** @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFindingFilters.html */
function filtersFor(query: FindingQuery): AwsSecurityFindingFilters {
  const { pass, since, until, severities, product, accountId } = query;
  return {
    UpdatedAt: [{ Start: formatInstant(since), End: formatInstant(until) }],
    RecordState: anyOf(["ACTIVE"]),
    WorkflowStatus: anyOf(["NEW", "NOTIFIED"]),
    SeverityLabel: anyOf(severities),
    ...(pass === "principals" ? { ResourceType: anyOf(principalTypes) } : { Type: anyOf(sequenceTypes, "PREFIX") }),
    ...(product !== undefined && { ProductName: anyOf([product]) }),
    ...(accountId !== undefined && { AwsAccountId: anyOf([accountId]) }),
  };
}

function anyOf(values: readonly string[], Comparison: StringFilterComparison = "EQUALS"): StringFilter[] {
  return values.map((Value) => ({ Value, Comparison }));
}

/** As on the wire: without the members that the SDK knows of and the finding has not. */
function jsonOf(findings: readonly object[]): readonly JsonObject[] {
  return findings.map((finding) => objectOf(JSON.parse(JSON.stringify(finding))) ?? {});
}
