import { executionLink } from "#domain/console-link.ts";
import type { ExistingFindings } from "#domain/existing-finding.ts";
import type { Finding } from "#domain/finding.ts";
import type { FindingRecord, SettledVersion } from "#domain/finding-record.ts";
import { type FindingRequest, slimOf } from "#domain/finding-request.ts";
import { hourMs, minuteMs, secondMs } from "#domain/instant.ts";
import { type JsonObject, objectOf, textAt, valueAt } from "#domain/json.ts";
import { findingKeyText } from "#domain/key.ts";
import type { Clock, EnvelopeQueue, FindingRecords } from "#domain/ports.ts";
import type { FindingReport } from "../investigate/finding-report.ts";
import { pause } from "../pause.ts";

export interface InvestigateFindingPorts {
  readonly findings: Pick<ExistingFindings, "named">;
  readonly records: Pick<FindingRecords, "read">;
  readonly intake: EnvelopeQueue;
  readonly clock: Clock;
  /** Hears of what is happening, one sentence a change. */
  readonly tell: (sentence: string) => void;
}

export interface InvestigateFindingOptions {
  readonly request: Extract<FindingRequest, { kind: "readable" }>;
  readonly wait: boolean;
  /** Ends the waiting; the finding stays requested. */
  readonly signal: AbortSignal;
}

const lookEveryMs = 5 * secondMs;
const tellEveryMs = minuteMs;
// An investigation is given an hour, and tried twice; every state of the workflow retries for an hour and more.
const patienceMs = 4 * hourMs;
// Security Hub shows an update seconds to minutes after it took it.
const shownWithinMs = minuteMs;

/** Puts a finding into the intake queue as a click on the custom action would, and waits until the pipeline has settled it. */
export async function investigateFinding(
  ports: InvestigateFindingPorts,
  { request, wait, signal }: InvestigateFindingOptions,
): Promise<FindingReport> {
  const { finding } = request;
  const before = await recordOf(ports, finding);
  await ports.intake.send([request.message]);
  ports.tell("The finding is in the intake queue");
  const record = wait ? await settled(ports, finding, before, signal) : undefined;
  const stored = record && (await shown(ports, finding, record));
  return report(finding, record, stored);
}

async function recordOf({ records }: Pick<InvestigateFindingPorts, "records">, finding: Finding) {
  return (await records.read([finding])).get(findingKeyText(finding));
}

/** @returns undefined when it was not waited for to the end */
async function settled(
  ports: InvestigateFindingPorts,
  finding: Finding,
  before: FindingRecord | undefined,
  signal: AbortSignal,
): Promise<FindingRecord | undefined> {
  const { clock, tell } = ports;
  const untilAt = clock.now() + patienceMs;
  let [execution, toldAt] = [before?.inFlight?.executionArn, clock.now()];
  let wasTaken = false;
  while (!signal.aborted && clock.now() < untilAt) {
    const record = await recordOf(ports, finding);
    const flight = record?.inFlight?.executionArn;
    if (flight !== undefined && flight !== execution) {
      [execution, wasTaken, toldAt] = [flight, true, clock.now()];
      tell(`It is investigated by execution ${flight.split(":").at(-1)}`);
    }
    if (record?.settled && flight === undefined && (wasTaken || isNew(record.settled, before))) return record;
    if (clock.now() - toldAt >= tellEveryMs) {
      toldAt = clock.now();
      tell(wasTaken ? "It is still investigated" : "It still waits for its turn");
    }
    await pause(clock, lookEveryMs, signal);
  }
  return undefined;
}

/** Whether nobody had the finding for that end before it was asked for: an execution can be so fast that its flight is not seen. */
function isNew({ executionArn }: SettledVersion, before: FindingRecord | undefined): boolean {
  return executionArn !== before?.settled?.executionArn && executionArn !== before?.inFlight?.executionArn;
}

/** The finding as Security Hub holds it, with what was just written if that shows in time. */
async function shown(
  { findings, clock }: InvestigateFindingPorts,
  { id, productArn }: Finding,
  { settled: end }: FindingRecord,
): Promise<JsonObject | undefined> {
  const untilAt = clock.now() + shownWithinMs;
  for (;;) {
    const [stored] = await findings.named(id, productArn);
    const isTold = textAt(stored, "UserDefinedFields", "gumshoeExecution") !== undefined;
    if (isTold || end?.outcome === "parked" || clock.now() >= untilAt) return stored;
    await clock.sleep(lookEveryMs);
  }
}

function report(finding: Finding, record: FindingRecord | undefined, stored: JsonObject | undefined): FindingReport {
  const { id, productArn, version, title, severity } = finding;
  const { principals, excluded } = slimOf(finding);
  const end = record?.settled;
  const note = textAt(stored, "Note", "Text");
  const link = end && executionLink(end.executionArn);
  return {
    ...{ kind: "finding", id, productArn, version, title, severity },
    outcome: end?.outcome ?? "requested",
    principals: principals.map(({ identity }) => identity),
    excluded,
    told: toldBy(stored),
    ...(note !== undefined && { note }),
    ...(end && { executionArn: end.executionArn }),
    ...(link !== undefined && { execution: link }),
  };
}

/** `gumshoeVerdict` is told as `verdict`. */
function toldBy(stored: JsonObject | undefined): Readonly<Record<string, string>> {
  const fields = Object.entries(objectOf(valueAt(stored, "UserDefinedFields")) ?? {});
  return Object.fromEntries(
    fields.flatMap(([name, value]) => {
      const ours = /^gumshoe([A-Z])(\w*)$/.exec(name);
      return ours ? [[`${ours[1]?.toLowerCase()}${ours[2]}`, String(value)]] : [];
    }),
  );
}
