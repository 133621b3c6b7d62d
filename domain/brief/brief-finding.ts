import { parseArn } from "../arn.ts";
import { isSample } from "../asff.ts";
import { asffSeverity } from "../asff-severity.ts";
import { SeverityLabel, type SlimFinding } from "../contract.ts";
import { formatInstant, parseInstant } from "../instant.ts";
import { textAt, valueAt } from "../json.ts";
import { cleanText } from "../text.ts";
import type { FindingBrief } from "./finding-brief.ts";

/** The head of the brief. What Security Hub does not tell comes from the finding as its event brought it. */
export function briefFindingOf(raw: unknown, finding: SlimFinding): FindingBrief["finding"] {
  const { id, productArn, version, accountId, region, firstActivityAt, lastActivityAt } = finding;
  const updatedAt = parseInstant(version);
  const count = countOf(raw);
  const arn = parseArn(id);
  return {
    id,
    productArn,
    ...(arn !== undefined && /^[!-~]+$/.test(id) && { arn: id }),
    version,
    type: cleanText(finding.type, 160),
    title: cleanText(textAt(raw, "Title") ?? finding.title, 256),
    description: cleanText(textAt(raw, "Description") ?? "", 1_024),
    product: cleanText(textAt(raw, "ProductName") ?? productOf(productArn), 128),
    accountId,
    region,
    partition: partitionOfFinding(finding),
    firstSeenAt: firstActivityAt,
    lastSeenAt: lastActivityAt,
    ...(updatedAt !== undefined && { updatedAt: formatInstant(updatedAt) }),
    ...(count !== undefined && { count }),
    sample: isSample(raw),
  };
}

/** As the finding stands in Security Hub, where a person may have changed it since its event. */
export function briefSeverityOf(raw: unknown, finding: SlimFinding): FindingBrief["severity"] {
  const told = valueAt(raw, "Severity") ?? valueAt(raw, "FindingProviderFields", "Severity");
  const label = told === undefined ? finding.severity : asffSeverity(raw);
  const product = valueAt(raw, "Severity", "Product");
  return {
    label,
    rank: SeverityLabel.options.indexOf(label),
    ...(typeof product === "number" && product >= 0 && product <= 100 && { product }),
  };
}

const statuses = ["NEW", "NOTIFIED", "RESOLVED", "SUPPRESSED"] as const;

/** A finding that tells no state is a new one, as Security Hub takes it. */
export function briefCaseOf(raw: unknown): FindingBrief["case"] {
  const status = textAt(raw, "Workflow", "Status");
  const openedAt = parseInstant(textAt(raw, "CreatedAt"));
  return {
    status: statuses.find((known) => known === status) ?? "NEW",
    recordState: textAt(raw, "RecordState") === "ARCHIVED" ? "ARCHIVED" : "ACTIVE",
    ...(openedAt !== undefined && { openedAt: formatInstant(openedAt) }),
  };
}

/** Of the finding's ARN, else of its product, else of its principals. */
export function partitionOfFinding({ id, productArn, principals }: SlimFinding): string {
  return parseArn(id)?.partition ?? parseArn(productArn)?.partition ?? principals[0]?.partition ?? "aws";
}

// arn:aws:securityhub:eu-west-1::product/aws/guardduty → guardduty
function productOf(productArn: string): string {
  return productArn.slice(productArn.lastIndexOf("/") + 1);
}

function countOf(raw: unknown): number | undefined {
  const count = Number(textAt(raw, "ProductFields", "aws/guardduty/service/count"));
  return Number.isSafeInteger(count) && count >= 1 ? count : undefined;
}
