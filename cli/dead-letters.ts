import { ReplayEnvelope } from "#domain/contract.ts";
import { readMessage } from "#domain/event.ts";
import type { FindingVersion } from "#domain/finding-record.ts";
import { findingsIn } from "#domain/left-behind.ts";

/** A message of the dead-letter queue in a report's words. */
export interface DeadLetter {
  readonly reason: string;
  /** The finding versions that wait with it. */
  readonly findings: readonly FindingVersion[];
}

/**
 * Tells the four kinds apart: parked by the pipeline (its reason), undeliverable for EventBridge (its error code), ended with
 * an execution, redriven by SQS. Findings of an ended execution may have come to their end all the same.
 */
export function deadLetterOf(body: string, errorCode: string | undefined): DeadLetter {
  const envelope = ReplayEnvelope.safeParse(jsonOf(body));
  if (envelope.success) {
    const { finding, reason } = envelope.data;
    return { reason: reason.code, findings: finding ? [finding] : [] };
  }
  const reading = readMessage(body);
  if (reading.kind === "execution-ended") {
    return { reason: "workflow-failed", findings: findingsIn(reading.input) ?? [] };
  }
  return { reason: errorCode ?? "received-too-often", findings: reading.kind === "findings" ? reading.findings : [] };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
