import { ReplayEnvelope } from "#domain/contract.ts";
import { readMessage } from "#domain/event.ts";

/** A message of the dead-letter queue in a report's words. */
export interface DeadLetter {
  readonly reason: string;
  /** Id of the finding, where the message names one. */
  readonly finding?: string;
  readonly envelope?: ReplayEnvelope;
}

/**
 * Tells the four kinds apart: parked by the pipeline (its reason), undeliverable for EventBridge (its error code), ended with
 * an execution, redriven by SQS.
 */
export function deadLetterOf(body: string, errorCode: string | undefined): DeadLetter {
  const envelope = ReplayEnvelope.safeParse(jsonOf(body));
  if (envelope.success) {
    const { finding } = envelope.data;
    return { reason: envelope.data.reason.code, ...(finding && { finding: finding.id }), envelope: envelope.data };
  }
  const reading = readMessage(body);
  if (reading.kind === "execution-ended") return { reason: "workflow-failed" };
  const named = reading.kind === "findings" ? reading.findings[0] : undefined;
  return { reason: errorCode ?? "received-too-often", ...(named && { finding: named.id }) };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
