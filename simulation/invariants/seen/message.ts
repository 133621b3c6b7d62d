import { parseInstant } from "#domain/instant.ts";
import { listAt, textAt, valueAt } from "#domain/json.ts";
import { eventJson } from "#local/services/events/event-json.ts";
import { seenInput } from "./execution-input.ts";
import { type SeenFinding, seenFinding, seenSlim } from "./finding.ts";
import { once } from "./once.ts";
import { Recent } from "./recent.ts";
import { keyOf } from "./version.ts";

/** What a message of either queue holds, as anybody reads it. */
export interface SeenMessage {
  /** The body, out of the envelopes in which it was parked. */
  readonly raw: string;
  /** `nothing`: nobody can tell what it is about. */
  readonly kind: "findings" | "replay" | "execution" | "nothing";
  readonly findings: readonly SeenFinding[];
  /** Findings in it whose version nobody can name. */
  readonly unreadable: readonly Unreadable[];
  /** Whether people or the product itself ask for it: coverage does not count then. */
  readonly requested: boolean;
}

const findingEvents: ReadonlySet<string> = new Set([
  "Security Hub Findings - Imported",
  "Security Hub Findings - Custom Action",
]);

/** A finding without an id, a product or the time of its update. */
export interface Unreadable {
  readonly json: string;
  /** The finding's key, where that at least can be read. */
  readonly key: string | undefined;
  /** Nothing else is in its message. */
  readonly alone: boolean;
}

// Several promises look at one message as it comes, as it is worked on and as it goes.
const read = new Recent(readMessage);

/** Reads a message's body. Never throws. */
export function seenMessage(body: string): SeenMessage {
  return read.of(body);
}

function readMessage(body: string): SeenMessage {
  const message = parsed(body);
  if (valueAt(message, "kind") === "replay") return envelope(body, message);
  const detail = valueAt(message, "detail");
  if (valueAt(message, "detail-type") === "Step Functions Execution Status Change") {
    const findings = seenInput(textAt(detail, "input") ?? "").findings;
    return { raw: body, kind: "execution", findings, unreadable: [], requested: true };
  }
  return ofEvent(message, body);
}

/** Reads an event on its way to the bus. */
export const seenEvent = once((event: object) => ofEvent(event, ""));

/** Reads an event about findings. @param raw it as a message carries it */
function ofEvent(event: unknown, raw: string): SeenMessage {
  const detailType = textAt(event, "detail-type") ?? "";
  const given = listAt(event, "detail", "findings");
  if (textAt(event, "source") !== "aws.securityhub" || !findingEvents.has(detailType) || given.length === 0) {
    return { raw, kind: "nothing", findings: [], unreadable: [], requested: false };
  }
  const findings: SeenFinding[] = [];
  const unreadable: Unreadable[] = [];
  for (const finding of given) {
    const seen = seenFinding(finding, parseInstant(textAt(event, "time")));
    if (seen) findings.push(seen);
    else unreadable.push({ json: eventJson(finding), key: keyIn(finding), alone: given.length === 1 });
  }
  return { raw, kind: "findings", findings, unreadable, requested: detailType.endsWith("Custom Action") };
}

function keyIn(finding: unknown): string | undefined {
  const [productArn, id] = [textAt(finding, "ProductArn"), textAt(finding, "Id")];
  return productArn === undefined || id === undefined ? undefined : keyOf(productArn, id);
}

function envelope(body: string, message: unknown): SeenMessage {
  const raw = valueAt(message, "raw");
  if (typeof raw === "string") return { ...readMessage(raw), requested: true };
  const finding = seenSlim(valueAt(message, "finding"));
  if (!finding) return { raw: body, kind: "nothing", findings: [], unreadable: [], requested: true };
  return { raw: body, kind: "replay", findings: [finding], unreadable: [], requested: true };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}
