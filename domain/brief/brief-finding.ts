import { parseArn } from "../arn.ts";
import { isSample, typeOf } from "../asff.ts";
import { asffSeverity } from "../asff-severity.ts";
import type { SlimFinding } from "../contract.ts";
import { formatInstant, parseInstant } from "../instant.ts";
import { textAt, valueAt } from "../json.ts";
import { cleanText } from "../text.ts";
import type { FindingBrief } from "./finding-brief.ts";
import { countOf, productScoreOf, severityRank } from "./finding-case.ts";
import { typePartsOf } from "./finding-type.ts";

/** The head of the brief. What Security Hub does not tell comes from the finding as its event brought it. */
export function briefFindingOf(raw: unknown, finding: SlimFinding): FindingBrief["finding"] {
  const { id, productArn, version, accountId, region, firstActivityAt, lastActivityAt } = finding;
  // Security Hub's own spelling: GuardDuty's differs, and a finding may come both ways.
  const type = cleanText(typeOf(raw) ?? finding.type, 160);
  const typeParts = typePartsOf(type);
  const updatedAt = parseInstant(version);
  const count = countOf(raw);
  return {
    id,
    productArn,
    ...(parseArn(id) !== undefined && /^[!-~]+$/.test(id) && { arn: id }),
    version,
    type,
    ...(typeParts !== undefined && { typeParts }),
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
  const product = productScoreOf(raw);
  return { label, rank: severityRank(label), ...(product !== undefined && { product }) };
}

/** Of the finding's ARN, else of its product, else of its principals. */
function partitionOfFinding({ id, productArn, principals }: SlimFinding): string {
  return parseArn(id)?.partition ?? parseArn(productArn)?.partition ?? principals[0]?.partition ?? "aws";
}

// arn:aws:securityhub:eu-west-1::product/aws/guardduty → guardduty
function productOf(productArn: string): string {
  return productArn.slice(productArn.lastIndexOf("/") + 1);
}
