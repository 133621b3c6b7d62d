import { readMessage } from "#domain/event.ts";
import type { Finding } from "#domain/finding.ts";
import { type JsonObject, listAt, messageBytesMax, objectOf, parseJson, textAt } from "#domain/json.ts";
import { type Rejection, rejection } from "#domain/rejection.ts";
import { guardDutyEvent } from "./guardduty-event.ts";
import { jsonValues } from "./json-values.ts";
import { importedEvent, importedV2Event } from "./security-hub-event.ts";
import { unwrapped } from "./wrapper.ts";

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

/** Reads everything a text holds; nothing in it is dropped without an item that says so. Never throws. */
export function feedItems(text: string): readonly FeedItem[] {
  return jsonValues(text).flatMap((found) => {
    if (found.kind === "unreadable") return [unusable("invalid-json", "it is not JSON")];
    return unwrapped(found.value).map((each) =>
      each.kind === "value" ? itemOf(each.value) : unusable("nested-too-deep", "it is wrapped too often"),
    );
  });
}

function itemOf(value: unknown): FeedItem {
  const given = objectOf(value);
  if (!given) return unusable("unknown-event", "it is no JSON object");
  const refused = refusalOf(given);
  if (refused) return { kind: "unusable", findings: [], rejected: [refused] };
  const event = eventOf(given);
  if (event) return { kind: "event", event, ...known(event) };
  if (!isAsff(given)) return unusable("unknown-event", "it is neither an EventBridge event nor a finding");
  return { kind: "finding", finding: given, ...known(importedEvent(given)) };
}

/** Why a value could not even travel in a message, if so: what nests too deep for a stack, or what no queue takes. */
function refusalOf(given: JsonObject): Rejection | undefined {
  const text = textOf(given);
  if (text === undefined) return refusal("nested-too-deep", "it nests too deep to be written");
  const bounded = parseJson(text);
  if (bounded.kind === "rejected") return bounded.rejection;
  const bytes = Buffer.byteLength(text);
  if (bytes <= messageBytesMax) return undefined;
  return refusal("finding-too-large", `it has ${bytes} bytes, at most ${messageBytesMax} are wanted`);
}

function textOf(value: JsonObject): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    // Only recursion can fail here: the value came out of a JSON parser.
    return undefined;
  }
}

/** The event that a value is or, for a finding that Security Hub does not import, arrives in. */
function eventOf(given: JsonObject): JsonObject | undefined {
  if (textAt(given, "detail-type") !== undefined) return given;
  return (
    guardDutyEvent(given) ?? (textAt(given, "finding_info", "uid") === undefined ? undefined : importedV2Event(given))
  );
}

/** Whether a value means to be a finding in the AWS Security Finding Format, complete or not. */
function isAsff(given: JsonObject): boolean {
  const named = ["ProductArn", "GeneratorId", "AwsAccountId"].some((name) => textAt(given, name) !== undefined);
  return named || listAt(given, "Resources").length > 0;
}

function known(event: JsonObject): Known {
  const reading = readMessage(JSON.stringify(event));
  if (reading.kind === "findings") return { findings: reading.findings, rejected: reading.rejected };
  if (reading.kind === "rejected") return { findings: [], rejected: [reading.rejection] };
  return {
    findings: [],
    rejected: [refusal("no-finding", "its findings are known to the pipeline that sent it alone")],
  };
}

function unusable(reason: Rejection["reason"], state: string): FeedItem {
  return { kind: "unusable", findings: [], rejected: [refusal(reason, state)] };
}

function refusal(reason: Rejection["reason"], state: string): Rejection {
  return rejection(reason, `Cannot read the input: ${state}`);
}
