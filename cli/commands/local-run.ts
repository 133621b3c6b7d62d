import { performance } from "node:perf_hooks";
import { BusEvent } from "#domain/bus-event.ts";
import { objectOf, textAt, valueAt } from "#domain/json.ts";
import type { Behaviour } from "#local/behaviour.ts";
import { type Cloud, type Observation, startCloud } from "#local/cloud.ts";
import { ServiceError } from "#local/service.ts";
import { type DeadLetter, deadLetterOf } from "../dead-letters.ts";
import type { FeedItem } from "../feed.ts";
import type { Home } from "../home.ts";
import { conservationOf, type FindingRow, type LocalRunReport } from "../local-report.ts";
import { logLineOf } from "../log-line.ts";
import { Outcomes, versionKey } from "../outcomes.ts";
import { storedFindings } from "../stored-findings.ts";

export interface LocalRunOptions {
  readonly items: readonly FeedItem[];
  /** Folder of the synthesized template. */
  readonly assembly: string;
  readonly home: Home;
  readonly startAtMs: number;
  readonly realTime: boolean;
  readonly behaviour?: Behaviour;
  /** Hears of everything that happens. */
  readonly watch: (observation: Observation) => void;
}

/** Runs events and findings through the deployed template on a local AWS of its own, to the end, and reports. */
export async function localRun(options: LocalRunOptions): Promise<LocalRunReport> {
  const { items, watch, home, assembly, startAtMs, realTime, behaviour } = options;
  const cloud = await startCloud({ assembly, ...home, startAtMs, realTime, ...(behaviour && { behaviour }) });
  try {
    const outcomes = new Outcomes();
    cloud.observe(watch);
    cloud.observe((observation) => note(outcomes, observation));
    const beganAtMs = performance.now();
    const release = cloud.clock.hold();
    for (const item of items) feed(cloud, item, outcomes);
    release();
    await cloud.settled();
    return await report(cloud, items, outcomes, (performance.now() - beganAtMs) / 1_000);
  } finally {
    await cloud.close();
  }
}

/** Puts an event on the bus as it is; imports a bare finding, so that Security Hub sends the event. */
function feed(cloud: Cloud, item: FeedItem, outcomes: Outcomes): void {
  if (item.kind === "unusable") return;
  const rules = item.kind === "event" ? feedEvent(cloud, item) : feedFinding(cloud, item);
  if (rules.length > 0) return;
  for (const finding of item.findings) outcomes.addSkip(versionKey(finding), "no-rule-matched");
}

function feedEvent(cloud: Cloud, { event, findings }: FeedItem & { kind: "event" }): readonly string[] {
  for (const finding of storedFindings(event, findings)) tolerate(() => cloud.services.SecurityHub.putFinding(finding));
  return cloud.putEvent(event);
}

function feedFinding(cloud: Cloud, { finding }: FeedItem & { kind: "finding" }): readonly string[] {
  const rules: string[] = [];
  const stop = cloud.observe((seen) => seen.kind === "event" && rules.push(...seen.rules));
  tolerate(() => cloud.services.SecurityHub.importFinding(finding));
  stop();
  return rules;
}

/** A finding that Security Hub could never hold has no row to lose: the feed has rejected it already. */
function tolerate(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
  }
}

function note(outcomes: Outcomes, observation: Observation): void {
  if (observation.kind === "event-put" && observation.source === "gumshoe") {
    const { detailType, detail } = observation;
    outcomes.addBusEvent(BusEvent.parse({ detailType, detail: JSON.parse(detail) }));
  }
  if (observation.kind !== "log") return;
  const line = logLineOf(observation.line);
  if (line?.outcome === "skipped" && line.version) outcomes.addSkip(line.version, line.reason ?? "skipped");
}

async function report(
  cloud: Cloud,
  items: readonly FeedItem[],
  outcomes: Outcomes,
  seconds: number,
): Promise<LocalRunReport> {
  const deadLetters = await readDeadLetters(cloud);
  for (const { envelope } of deadLetters) if (envelope) outcomes.addDeadLetter(envelope);
  const rejected = items.flatMap((item) => item.rejected.map(({ reason }) => ({ reason })));
  const versions = new Map(items.flatMap(({ findings }) => findings.map((finding) => [versionKey(finding), finding])));
  const endings = [...versions].map(([key, finding]) => ({ finding, ending: outcomes.of(key) }));
  return {
    findings: endings.map(({ finding, ending }) => ({
      id: finding.id,
      productArn: finding.productArn,
      updatedAt: finding.version,
      ...(ending ?? { outcome: "parked" as const, reason: "unaccounted-for", principals: [] }),
      ...written(cloud, finding),
    })),
    rejected,
    deadLetter: deadLetters.map(({ reason, finding }) => ({ reason, ...(finding !== undefined && { finding }) })),
    executions: cloud.services.SFN.executions().map(({ name, status, stateTransitions, historyEvents }) => ({
      name,
      status,
      stateTransitions,
      historyEvents,
    })),
    calls: cloud.calls(),
    conservation: conservationOf(
      endings.map(({ ending }) => ({ outcome: ending?.outcome })),
      rejected.length,
    ),
    findingsPerSecond: Math.round((versions.size / seconds) * 10) / 10,
  };
}

/** What the finding says now. */
function written(
  cloud: Cloud,
  { productArn, id }: { readonly productArn: string; readonly id: string },
): Partial<FindingRow> {
  const finding = cloud.services.SecurityHub.finding(productArn, id);
  const note = textAt(finding, "Note", "Text");
  const fields = objectOf(valueAt(finding, "UserDefinedFields"));
  return {
    ...(note !== undefined && { note }),
    ...(fields && {
      userDefinedFields: Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, String(value)])),
    }),
  };
}

async function readDeadLetters(cloud: Cloud): Promise<readonly DeadLetter[]> {
  const { SQS } = cloud.services;
  const call = { region: cloud.region, accountId: cloud.accountId };
  const answer = await SQS.operations["GetQueueAttributes"]?.(
    { QueueUrl: cloud.outputs["DeadLetterQueueUrl"], AttributeNames: ["QueueArn"] },
    call,
  );
  const queueArn = textAt(answer, "Attributes", "QueueArn") ?? "";
  return SQS.peek(queueArn).map(({ body, messageAttributes }) =>
    deadLetterOf(body, textAt(messageAttributes, "ERROR_CODE", "StringValue")),
  );
}
