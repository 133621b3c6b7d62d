import { parseArn } from "./arn.ts";
import type { Finding } from "./finding.ts";
import { type Delivery, finishFinding } from "./finding-draft.ts";
import { guarddutyProductArn } from "./guardduty.ts";
import { formatInstant } from "./instant.ts";
import { listAt, textAt, valueAt } from "./json.ts";
import { ocsfMentions } from "./ocsf-mention.ts";
import { ocsfSeverity } from "./ocsf-severity.ts";
import type { Rejection } from "./rejection.ts";

/**
 * Reads one OCSF finding of the new Security Hub and gives it the identity that the ASFF side knows it by: exact for
 * GuardDuty; for other products the same id under `product/` in place of `productv2/`.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-v2-cwe-event-formats.html
 */
export function readOcsf(finding: unknown, delivery: Delivery): Finding | Rejection {
  const info = valueAt(finding, "finding_info");
  const id = textAt(info, "uid");
  const [type] = listAt(info, "types");
  const time = timeAt(finding, "time");
  return finishFinding(
    {
      id,
      productArn: guarddutyProductArn(id) ?? productArn(finding),
      accountId: textAt(finding, "cloud", "account", "uid") ?? parseArn(id)?.accountId,
      region: textAt(finding, "cloud", "region"),
      updated: timeAt(info, "modified_time") ?? time ?? timeAt(info, "created_time"),
      created: timeAt(info, "created_time") ?? time,
      firstSeen: timeAt(info, "first_seen_time"),
      lastSeen: timeAt(info, "last_seen_time"),
      type: typeof type === "string" ? type : undefined,
      title: textAt(info, "title"),
      severity: ocsfSeverity(finding),
      sample: false,
      about: firstResource(finding),
      mentions: (owner) => ocsfMentions(finding, owner),
    },
    delivery,
  );
}

function productArn(finding: unknown): string | undefined {
  return textAt(finding, "metadata", "product", "uid")?.replace(":productv2/", ":product/");
}

/** OCSF writes a time twice: `x_dt` is ISO 8601, `x` is milliseconds since the epoch. */
function timeAt(value: unknown, field: string): string | undefined {
  const written = textAt(value, `${field}_dt`);
  if (written !== undefined) return written;
  const ms = valueAt(value, field);
  return typeof ms === "number" && ms >= 0 && ms <= latestMs ? formatInstant(ms) : undefined;
}

const latestMs = Date.UTC(9999, 11, 31);

function firstResource(finding: unknown): string | undefined {
  const [resource] = listAt(finding, "resources");
  const told = [textAt(resource, "type"), textAt(resource, "uid")].filter((text) => text !== undefined);
  return told.length === 0 ? undefined : told.join(" ");
}
