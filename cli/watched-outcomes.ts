import { BusEvent } from "#domain/bus-event.ts";
import { readMessage } from "#domain/event.ts";
import type { Observation } from "#local/cloud.ts";
import { logLineOf } from "./log-line.ts";
import { type Outcomes, versionKey } from "./outcomes.ts";

/** Gathers outcomes from what the pipeline says as it works: its bus events, its log lines, and what EventBridge lost. */
export function watchOutcomes(outcomes: Outcomes): (observation: Observation) => void {
  return (observation) => {
    if (observation.kind === "event-put" && observation.source === "gumshoe") addBusEvent(outcomes, observation);
    if (observation.kind === "log") addLogLine(outcomes, observation.line);
    if (observation.kind === "event-lost") addLost(outcomes, observation);
  };
}

function addBusEvent(outcomes: Outcomes, event: { readonly detailType: string; readonly detail: string }): void {
  const { success, data } = BusEvent.safeParse({ detailType: event.detailType, detail: JSON.parse(event.detail) });
  // Of other kinds there may be more. An ending that is told wrong leaves its finding unaccounted for, which shows.
  if (success) outcomes.addBusEvent(data);
}

function addLogLine(outcomes: Outcomes, text: string): void {
  const line = logLineOf(text);
  if (line?.outcome === "skipped" && line.version) outcomes.addSkip(line.version, line.reason ?? "skipped");
}

/** An event that not even the dead-letter queue took. */
function addLost(outcomes: Outcomes, lost: { readonly json: string; readonly errorCode: string }): void {
  const reading = readMessage(lost.json);
  if (reading.kind !== "findings") return;
  for (const finding of reading.findings) {
    outcomes.add(versionKey(finding), { outcome: "rejected", reason: lost.errorCode, principals: [] });
  }
}
