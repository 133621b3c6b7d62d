import { listAt, textAt } from "../json.ts";
import { exactText } from "../text.ts";
import type { FindingBrief } from "./finding-brief.ts";

export type RelatedFinding = FindingBrief["relatedFindings"][number];

const relatedMax = 50;

/**
 * The findings that a finding names: those its provider calls related, the findings that an attack sequence is made of, and the
 * one that set off a scan. Each id once, at most 50.
 */
export function relatedFindingsOf(finding: unknown): readonly RelatedFinding[] {
  const related = [
    ...listAt(finding, "RelatedFindings").map((other) => ({ id: textAt(other, "Id") })),
    ...listAt(finding, "FindingProviderFields", "RelatedFindings").map((other) => ({ id: textAt(other, "Id") })),
    ...listAt(finding, "Detection", "Sequence", "Signals").map(signalFinding),
    { id: textAt(finding, "ProductFields", "aws/guardduty/service/ebsVolumeScanDetails/triggerFindingId") },
  ];
  const seen = new Map<string, RelatedFinding>();
  for (const { id, type } of related.map(cleaned)) {
    if (id !== "" && !seen.has(id)) seen.set(id, type === undefined ? { id } : { id, type });
  }
  return [...seen.values()].slice(0, relatedMax);
}

function signalFinding(signal: unknown): { readonly id: string | undefined; readonly type?: string | undefined } {
  return textAt(signal, "Type") === "FINDING"
    ? { id: textAt(signal, "Id"), type: textAt(signal, "Name") }
    : { id: undefined };
}

function cleaned({ id, type }: { readonly id: string | undefined; readonly type?: string | undefined }) {
  const named = type === undefined ? "" : exactText(type, 160);
  return { id: exactText(id ?? "", 2_048), type: named === "" ? undefined : named };
}
