import { isRecord, memberOf } from "../request/record.ts";
import type { Finding } from "./finding.ts";
import { completeSeverity } from "./severity.ts";

/** The fields a provider gives in FindingProviderFields, and a customer may overrule at the top level. */
export const providerFields = ["Confidence", "Criticality", "RelatedFindings", "Severity", "Types"] as const;

/** Severity and Types only: those are what FindingProviderFields shows for every finding. */
const mirrored: readonly string[] = ["Severity", "Types"];

/**
 * The finding with the same values at the top level and in FindingProviderFields, where it gives only one of them. Where it gives
 * both, FindingProviderFields counts.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchimportfindings.html
 */
export function alignProviderFields(finding: Finding): Finding {
  const given = memberOf(finding, "FindingProviderFields");
  const aligned: Record<string, unknown> = { ...finding };
  const provided: Record<string, unknown> = isRecord(given) ? { ...given } : {};
  for (const name of providerFields) {
    const inner = memberOf(provided, name);
    const value = inner ?? memberOf(finding, name);
    if (value === undefined) continue;
    aligned[name] = name === "Severity" ? completeSeverity(topLevel(value, memberOf(finding, name))) : value;
    if (inner === undefined && (isRecord(given) || mirrored.includes(name)))
      provided[name] = providerValue(name, value);
  }
  if (Object.keys(provided).length > 0) aligned["FindingProviderFields"] = provided;
  return aligned;
}

/** The provider's label, with the native severity that only the top level can carry. */
function topLevel(provided: unknown, given: unknown): unknown {
  if (!isRecord(provided) || !isRecord(given) || provided === given) return provided;
  const product = memberOf(given, "Product");
  return product === undefined ? provided : { Product: product, ...provided };
}

/** FindingProviderFields.Severity knows Label and Original only. */
function providerValue(name: string, value: unknown): unknown {
  if (name !== "Severity") return value;
  const severity = completeSeverity(value);
  const label = memberOf(severity, "Label");
  const original = memberOf(severity, "Original");
  return {
    ...(label === undefined ? {} : { Label: label }),
    ...(original === undefined ? {} : { Original: original }),
  };
}
