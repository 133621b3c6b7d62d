import { parseArn, partitionOf, regionOf } from "./arn.ts";
import type { Finding } from "./finding.ts";
import { type Delivery, finishFinding } from "./finding-draft.ts";
import { guarddutyMentions } from "./guardduty-mention.ts";
import { textAt, valueAt } from "./json.ts";
import type { Rejection } from "./rejection.ts";
import { severityOf } from "./severity.ts";

/**
 * Reads one finding as GuardDuty itself sends it and gives it the identity that Security Hub knows it by.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/securityhub-integration.html
 */
export function readGuardDuty(finding: unknown, delivery: Delivery): Finding | Rejection {
  const arn = findingArn(finding, delivery);
  const severity = valueAt(finding, "severity");
  return finishFinding(
    {
      id: arn,
      productArn: guarddutyProductArn(arn),
      accountId: textAt(finding, "accountId") ?? parseArn(arn)?.accountId,
      region: textAt(finding, "region"),
      updated: textAt(finding, "updatedAt"),
      created: textAt(finding, "createdAt"),
      firstSeen: textAt(finding, "service", "eventFirstSeen"),
      lastSeen: textAt(finding, "service", "eventLastSeen"),
      type: textAt(finding, "type"),
      title: textAt(finding, "title"),
      severity: severityOf(typeof severity === "number" ? severity : 0),
      sample: isSample(valueAt(finding, "service", "additionalInfo")),
      about: textAt(finding, "resource", "resourceType"),
      mentions: (owner) => guarddutyMentions(finding, owner),
    },
    delivery,
  );
}

/** `arn:aws:securityhub:<region>::product/aws/guardduty` for the ARN of a GuardDuty finding; undefined for other texts. */
export function guarddutyProductArn(findingArn: string | undefined): string | undefined {
  const arn = parseArn(findingArn);
  if (arn?.service !== "guardduty") return undefined;
  return `arn:${arn.partition}:securityhub:${arn.region}::product/aws/guardduty`;
}

/** The ARN as given, else put together from its parts. */
function findingArn(finding: unknown, delivery: Delivery): string | undefined {
  const given = textAt(finding, "arn");
  if (given !== undefined) return given;
  const id = textAt(finding, "id");
  const detector = textAt(finding, "service", "detectorId");
  const region = regionOf(textAt(finding, "region")) ?? delivery.region;
  const accountId = textAt(finding, "accountId");
  if (!(id && detector && region && accountId)) return undefined;
  const partition = partitionOf(textAt(finding, "partition")) ?? "aws";
  return `arn:${partition}:guardduty:${region}:${accountId}:detector/${detector}/finding/${id}`;
}

function isSample(additionalInfo: unknown): boolean {
  const sample = valueAt(additionalInfo, "sample");
  return sample === true || sample === "true" || /"sample"\s*:\s*true/.test(textAt(additionalInfo, "value") ?? "");
}
