import type { SlimFinding } from "./contract.ts";
import { readMessage } from "./event.ts";
import { type Finding, slim } from "./finding.ts";
import { formatInstant, type Instant } from "./instant.ts";
import { type JsonObject, textAt } from "./json.ts";
import type { BareMessage } from "./parking.ts";
import type { Rejection } from "./rejection.ts";

/** Who sends the event, from where, and when. */
export interface Sender {
  readonly accountId: string;
  readonly region: string;
  readonly at: Instant;
  /** Names the event; ours alone. */
  readonly eventId: string;
}

/** An intake message about one finding as Security Hub holds it, and what `ingest` will read from it. */
export type FindingRequest =
  | { readonly kind: "readable"; readonly message: BareMessage; readonly finding: Finding }
  | { readonly kind: "unreadable"; readonly rejection: Rejection };

/** The event that Security Hub sends when a finding is imported: `ingest` takes it on unless it is covered. */
export function importedRequest(finding: JsonObject, sender: Sender): FindingRequest {
  const id = textAt(finding, "Id");
  return request({
    ...envelope(sender, "Security Hub Findings - Imported"),
    resources: id === undefined ? [] : [id],
    detail: { findings: [finding] },
  });
}

/** The event of a click on the custom action: `ingest` takes it on, covered or not. */
export function actionRequest(finding: JsonObject, actionArn: string, sender: Sender): FindingRequest {
  return request({
    ...envelope(sender, "Security Hub Findings - Custom Action"),
    resources: [actionArn],
    detail: {
      actionName: "Investigate",
      actionDescription: "Asked for on the command line",
      findings: [finding],
    },
  });
}

/**
 * The finding with its principals, those included that a resource merely runs as: whether the stack wants them is its own to
 * know.
 */
export function slimOf(finding: Finding): SlimFinding {
  return slim(finding, { include: true, roleOfProfile: new Map() });
}

function envelope({ accountId, region, at, eventId }: Sender, detailType: string) {
  return {
    version: "0",
    id: eventId,
    "detail-type": detailType,
    source: "aws.securityhub",
    account: accountId,
    time: formatInstant(at),
    region,
  };
}

/** Read back as `ingest` will read it, so that what it would reject is never sent. */
function request(event: JsonObject): FindingRequest {
  const bare = JSON.stringify(event);
  const reading = readMessage(bare);
  if (reading.kind === "rejected") return { kind: "unreadable", rejection: reading.rejection };
  const [finding] = reading.kind === "findings" ? reading.findings : [];
  if (finding === undefined) throw new Error(`Cannot ask for a finding: the event reads as ${reading.kind}`);
  return { kind: "readable", message: { bare }, finding };
}
