import { readAsff } from "./asff.ts";
import type { Origin, ReplayEnvelope } from "./contract.ts";
import { type ExecutionEnded, readExecutionEnded } from "./execution-ended.ts";
import type { Finding } from "./finding.ts";
import { type Delivery, isRejection } from "./finding-draft.ts";
import { readGuardDuty } from "./guardduty.ts";
import { quoteId } from "./inert-text.ts";
import { listAt, objectOf, parseJson, textAt, valueAt } from "./json.ts";
import { readOcsf } from "./ocsf.ts";
import { type Rejection, rejection } from "./rejection.ts";
import { isEnvelope, readEnvelope } from "./replay-envelope.ts";

export type { Rejection } from "./rejection.ts";

/** What one message of the intake queue holds. */
export type Reading =
  | {
      readonly kind: "findings";
      readonly findings: readonly Finding[];
      /** A custom action may hold good and bad ones. */
      readonly rejected: readonly Rejection[];
    }
  | { readonly kind: "replay"; readonly envelope: ReplayEnvelope }
  | ExecutionEnded
  | { readonly kind: "rejected"; readonly rejection: Rejection };

/**
 * Reads the body of an intake message: an event of Security Hub or GuardDuty, the end of an execution, or a replay
 * envelope. Whatever SQS can carry (1 MiB) is read, since only a slim part of it is kept; anything else is rejected with
 * its reason. Never throws.
 *
 * An envelope with `raw` reads as what it wraps; its findings carry on the attempt and count as requested.
 */
export function readMessage(body: string): Reading {
  return readBody(body, { replayed: false, attempt: 0 });
}

/** How often the message went through the dead-letter queue. */
interface Passage {
  readonly replayed: boolean;
  readonly attempt: number;
}

function readBody(body: string, passage: Passage): Reading {
  const parsed = parseJson(body);
  if (parsed.kind === "rejected") return parsed;
  if (!isEnvelope(parsed.value)) return readEvent(parsed.value, passage);
  const read = readEnvelope(parsed.value);
  if (read.kind === "rejected") return read;
  const attempt = Math.max(passage.attempt, read.envelope.attempt);
  // Escaping doubles the backslashes at every level: 1 MiB holds some twenty, so this ends soon.
  if (read.envelope.raw !== undefined) return readBody(read.envelope.raw, { replayed: true, attempt });
  return { kind: "replay", envelope: { ...read.envelope, attempt } };
}

type FindingReader = (finding: unknown, delivery: Delivery) => Finding | Rejection;

// By source and detail-type: both are pinned, for anyone may put an event with either one on a bus.
const findingEvents: ReadonlyMap<string, { readonly origin: Origin; readonly read: FindingReader }> = new Map([
  ["aws.securityhub/Security Hub Findings - Imported", { origin: "imported", read: readAsff }],
  ["aws.securityhub/Security Hub Findings - Custom Action", { origin: "custom-action", read: readAsff }],
  ["aws.securityhub/Findings Imported V2", { origin: "imported-v2", read: readOcsf }],
  ["aws.guardduty/GuardDuty Finding", { origin: "guardduty", read: readGuardDuty }],
]);

function readEvent(event: unknown, passage: Passage): Reading {
  const kind = `${textAt(event, "source")}/${textAt(event, "detail-type")}`;
  const detail = valueAt(event, "detail");
  if (kind === "aws.states/Step Functions Execution Status Change") return readExecutionEnded(detail);
  if (kind === "aws.securityhub/Security Hub Insight Results") {
    return refused("no-finding", "insight results name no findings, an event with findings is wanted");
  }
  const found = findingEvents.get(kind);
  if (found === undefined)
    return refused("unknown-event", `${described(event)}, an event of Security Hub or GuardDuty is wanted`);
  const delivery: Delivery = {
    origin: found.origin,
    requested: found.origin === "custom-action" || passage.replayed,
    attempt: passage.attempt,
    region: textAt(event, "region"),
    time: textAt(event, "time"),
  };
  return readFindings(event, found.read, delivery);
}

function readFindings(event: unknown, read: FindingReader, delivery: Delivery): Reading {
  const detail = valueAt(event, "detail");
  const given = delivery.origin === "guardduty" ? [objectOf(detail)].filter(Boolean) : listAt(detail, "findings");
  if (given.length === 0) return refused("no-finding", "the event holds no findings, at least one is wanted");
  const outcomes = given.map((finding) => ({ finding, outcome: read(finding, delivery) }));
  const findings = outcomes.flatMap(({ outcome }) => (isRejection(outcome) ? [] : [outcome]));
  const rejected = outcomes.flatMap(({ finding, outcome }) => (isRejection(outcome) ? [{ finding, outcome }] : []));
  const [only] = rejected;
  if (only !== undefined && given.length === 1) return { kind: "rejected", rejection: only.outcome };
  return {
    kind: "findings",
    findings,
    rejected: rejected.map(({ finding, outcome }) => ({ ...outcome, raw: reducedTo(finding, event) })),
  };
}

/** The same event with one finding alone. */
function reducedTo(finding: unknown, event: unknown): string {
  return JSON.stringify({ ...objectOf(event), detail: { ...objectOf(valueAt(event, "detail")), findings: [finding] } });
}

function described(message: unknown): string {
  if (objectOf(message) === undefined) return "it is no JSON object";
  const detailType = textAt(message, "detail-type");
  if (detailType === undefined) return "it has no detail-type";
  const source = textAt(message, "source");
  return `detail-type ${quoteId(detailType)} of ${source === undefined ? "no source" : `source ${quoteId(source)}`} is not known`;
}

function refused(reason: Rejection["reason"], state: string): Reading {
  return { kind: "rejected", rejection: rejection(reason, `Cannot read the message: ${state}`) };
}
