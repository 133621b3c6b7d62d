import { InvestigateInput, type SkipReason, type SlimFinding } from "./contract.ts";
import { type FindingRecord, newerVersion, stillOwed } from "./finding-record.ts";
import { parseJson } from "./json.ts";
import { findingKeyText } from "./key.ts";

/**
 * The findings that an execution was asked to work on, from its input.
 * @returns undefined when the text is no input of ours
 */
export function findingsIn(executionInput: string | undefined): readonly SlimFinding[] | undefined {
  const parsed = parseJson(executionInput ?? "");
  if (parsed.kind === "rejected") return undefined;
  const input = InvestigateInput.safeParse(parsed.value);
  return input.success ? input.data.groups.flatMap(({ findings }) => findings) : undefined;
}

/**
 * Why a finding that a failed execution left behind needs no other attempt, if so: it is settled, or another execution has
 * taken it on since.
 * @param records by `findingKeyText`
 */
export function reasonToLeave(
  finding: SlimFinding,
  records: ReadonlyMap<string, FindingRecord>,
  executionArn: string,
): SkipReason | undefined {
  if (stillOwed([finding], records, executionArn).length === 0) return "already-covered";
  const inFlight = records.get(findingKeyText(finding))?.inFlight;
  if (inFlight === undefined || inFlight.executionArn === executionArn) return undefined;
  return newerVersion(finding.version, inFlight.version) ? undefined : "in-flight";
}

/** The finding as it is tried once more: coverage is no reason to skip it then. */
export function anotherAttempt(finding: SlimFinding): SlimFinding {
  return { ...finding, attempt: finding.attempt + 1, requested: true };
}
