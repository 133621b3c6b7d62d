import { asffMentions } from "./asff-mention.ts";
import { asffSeverity } from "./asff-severity.ts";
import type { Finding } from "./finding.ts";
import { type Delivery, finishFinding } from "./finding-draft.ts";
import { listAt, textAt, valueAt } from "./json.ts";
import type { Rejection } from "./rejection.ts";

/**
 * Reads one finding in the AWS Security Finding Format.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-syntax.html
 */
export function readAsff(finding: unknown, delivery: Delivery): Finding | Rejection {
  return finishFinding(
    {
      id: textAt(finding, "Id"),
      productArn: textAt(finding, "ProductArn"),
      accountId: textAt(finding, "AwsAccountId"),
      region: textAt(finding, "Region"),
      updated: textAt(finding, "UpdatedAt"),
      created: textAt(finding, "CreatedAt"),
      firstSeen: textAt(finding, "FirstObservedAt"),
      lastSeen: textAt(finding, "LastObservedAt"),
      type: typeOf(finding),
      title: textAt(finding, "Title"),
      severity: asffSeverity(finding),
      sample: isSample(finding),
      about: firstResource(finding),
      mentions: (owner) => asffMentions(finding, owner),
    },
    delivery,
  );
}

/** The first of its types, in Security Hub's own spelling. */
export function typeOf(finding: unknown): string | undefined {
  return firstText(listAt(finding, "Types")) ?? firstText(listAt(finding, "FindingProviderFields", "Types"));
}

// Before `Sample` existed, GuardDuty told it among the product fields; in the oldest findings without its prefix.
const sampleFields = ["aws/guardduty/service/additionalInfo/sample", "additionalInfo/sample"];

/** Made up by the product to try things out: nothing has happened. */
export function isSample(finding: unknown): boolean {
  return (
    valueAt(finding, "Sample") === true ||
    sampleFields.some((field) => textAt(finding, "ProductFields", field)?.toLowerCase() === "true")
  );
}

function firstResource(finding: unknown): string | undefined {
  const [resource] = listAt(finding, "Resources");
  const told = [textAt(resource, "Type"), textAt(resource, "Id")].filter((text) => text !== undefined);
  return told.length === 0 ? undefined : told.join(" ");
}

function firstText(list: readonly unknown[]): string | undefined {
  return list.find((text): text is string => typeof text === "string" && text.trim() !== "");
}
