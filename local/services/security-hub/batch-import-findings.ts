import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { instantOf } from "../request/instant.ts";
import { isRecord, memberOf } from "../request/record.ts";
import { invalidInput, planned } from "./errors.ts";
import { type Finding, identifierOf } from "./finding.ts";
import { findingBytesMax, sizeOf } from "./finding-size.ts";
import { plannedFor } from "./principal-mention.ts";
import { importFinding } from "./provider-import.ts";
import type { SecurityHubState } from "./state.ts";

const required = ["SchemaVersion", "Id", "ProductArn", "GeneratorId", "AwsAccountId", "Title", "Description"];

/**
 * BatchImportFindings: a provider's new and updated findings, up to 100. A finding that is not valid fails alone.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html
 */
export function batchImportFindings(state: SecurityHubState): Operation {
  return (value) => {
    const input = new Input(value, invalidInput);
    const findings = input.list("Findings", { min: 1, max: 100 });
    const errors = findings.map(
      (finding) => isRecord(finding) && plannedFor(state.errors, "BatchImportFindings", finding),
    );
    const error = errors.find((planned) => planned);
    if (error && !error.lost) throw planned(error.name);
    const failed = findings.flatMap((finding) => {
      const problem = problemOf(finding);
      if (problem === undefined) importFinding(state, finding as Finding);
      return problem === undefined ? [] : [failure(finding, problem)];
    });
    if (error) throw planned(error.name);
    return {
      FailedCount: failed.length,
      SuccessCount: findings.length - failed.length,
      ...(failed.length > 0 ? { FailedFindings: failed } : {}),
    };
  };
}

function failure(finding: unknown, problem: string) {
  const id = memberOf(finding, "Id");
  return { Id: typeof id === "string" && id ? id : "unknown", ErrorCode: "InvalidInput", ErrorMessage: problem };
}

/** What makes a finding invalid, in one sentence. */
function problemOf(finding: unknown): string | undefined {
  if (!isRecord(finding)) return "The finding is not a structure";
  if (sizeOf(finding) > findingBytesMax) return "Finding size exceeded 240 KB";
  const missing = required.find((name) => !isText(memberOf(finding, name)));
  if (missing) return `Required field ${missing} is missing or empty`;
  if (!identifierOf(finding)) return "Id and ProductArn must not be empty";
  if (memberOf(finding, "SchemaVersion") !== "2018-10-08") return "SchemaVersion must be 2018-10-08";
  if (!/^\d{12}$/.test(String(memberOf(finding, "AwsAccountId"))))
    return "AwsAccountId must be an account of 12 digits";
  return timeProblem(finding) ?? providerProblem(finding) ?? resourceProblem(finding);
}

function timeProblem(finding: Finding): string | undefined {
  const odd = ["CreatedAt", "UpdatedAt"].find((name) => {
    const text = memberOf(finding, name);
    return typeof text !== "string" || !text.includes("T") || instantOf(text) === undefined;
  });
  return odd && `${odd} must be a timestamp in ISO 8601`;
}

function providerProblem(finding: Finding): string | undefined {
  const provided = memberOf(finding, "FindingProviderFields");
  const missing = ["Severity", "Types"].find((name) => !memberOf(finding, name) && !memberOf(provided, name));
  return missing && `${missing} or FindingProviderFields.${missing} must be there`;
}

function resourceProblem(finding: Finding): string | undefined {
  const resources = memberOf(finding, "Resources");
  if (!Array.isArray(resources) || resources.length < 1 || resources.length > 32)
    return "Resources must have 1 to 32 items";
  const complete = resources.every(
    (resource) => isText(memberOf(resource, "Type")) && isText(memberOf(resource, "Id")),
  );
  return complete ? undefined : "Every resource must have a Type and an Id";
}

const isText = (value: unknown): boolean => typeof value === "string" && /\S/.test(value);
