import { readMessage } from "#domain/event.ts";
import type { Finding } from "#domain/finding.ts";
import { type JsonObject, listAt, nestingMax, objectOf, parseJson, textAt, valueAt } from "#domain/json.ts";
import { type Rejection, rejection } from "#domain/rejection.ts";
import { guardDutyEvent } from "./guardduty-event.ts";
import { jsonValues } from "./json-values.ts";

/** What the findings of an item are, or why it names none that can be used. */
interface Known {
  readonly findings: readonly Finding[];
  readonly rejected: readonly Rejection[];
}

/**
 * One thing to feed: an event for the event bus exactly as given, a bare finding to import into Security Hub, or something
 * that is neither.
 */
export type FeedItem =
  | ({ readonly kind: "event"; readonly event: JsonObject } & Known)
  | ({ readonly kind: "finding"; readonly finding: JsonObject } & Known)
  | ({ readonly kind: "unusable" } & Known);

/** Reads everything a text holds; nothing in it is dropped without an item that says so. */
export function feedItems(text: string): readonly FeedItem[] {
  return jsonValues(text).flatMap((found) =>
    found.kind === "value" ? unwrap(found.value) : [unusable("invalid-json", "it is not JSON")],
  );
}

/** `{"event": …}` and `{"Findings": […]}` are wrappers that other tools write around what we want. */
function unwrap(value: unknown): readonly FeedItem[] {
  if (textAt(value, "detail-type") === undefined) {
    const event = valueAt(value, "event");
    if (objectOf(event)) return unwrap(event);
    const findings = valueAt(value, "Findings");
    if (Array.isArray(findings)) return findings.flatMap(unwrap);
  }
  return [item(value)];
}

function item(value: unknown): FeedItem {
  const given = objectOf(value);
  if (!given) return unusable("unknown-event", "it is no JSON object");
  const bounded = parseJson(textOf(given));
  if (bounded.kind === "rejected") return { kind: "unusable", findings: [], rejected: [bounded.rejection] };
  if (textAt(given, "detail-type") !== undefined) return { kind: "event", event: given, ...known(given) };
  const guardDuty = guardDutyEvent(given);
  if (guardDuty) return { kind: "event", event: guardDuty, ...known(guardDuty) };
  if (textAt(given, "finding_info", "uid") !== undefined) {
    const event = v2Event(given);
    return { kind: "event", event, ...known(event) };
  }
  if (listAt(given, "Resources").length === 0 && textAt(given, "ProductArn") === undefined) {
    return unusable("unknown-event", "it is neither an EventBridge event nor a finding");
  }
  return { kind: "finding", finding: given, ...known(importedEvent(given)) };
}

/** The value as JSON; a text that is surely nested too deep when it is nested deeper than the stack. */
function textOf(value: JsonObject): string {
  try {
    return JSON.stringify(value);
  } catch {
    // Only recursion can fail here: the value came out of a JSON parser.
    return "[".repeat(nestingMax + 1);
  }
}

function known(event: JsonObject): Known {
  const reading = readMessage(JSON.stringify(event));
  if (reading.kind === "findings") return { findings: reading.findings, rejected: reading.rejected };
  if (reading.kind === "rejected") return { findings: [], rejected: [reading.rejection] };
  return {
    findings: [],
    rejected: [rejection("no-finding", `Cannot read a finding: the message is of kind ${reading.kind}`)],
  };
}

function importedEvent(finding: JsonObject): JsonObject {
  return {
    source: "aws.securityhub",
    "detail-type": "Security Hub Findings - Imported",
    detail: { findings: [finding] },
  };
}

function v2Event(finding: JsonObject): JsonObject {
  return {
    version: "0",
    id: textAt(finding, "metadata", "uid") ?? "",
    "detail-type": "Findings Imported V2",
    source: "aws.securityhub",
    account: textAt(finding, "cloud", "account", "uid") ?? "",
    region: textAt(finding, "cloud", "region") ?? "",
    resources: [],
    detail: { findings: [finding] },
  };
}

function unusable(reason: Rejection["reason"], state: string): FeedItem {
  return { kind: "unusable", findings: [], rejected: [rejection(reason, `Cannot read the input: ${state}`)] };
}
