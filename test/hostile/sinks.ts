import { Logger } from "@aws-lambda-powertools/logger";
import { logAdapter } from "#adapters/log.ts";
import type { DlqListReport } from "#cli/commands/dlq-list.ts";
import { renderList } from "#cli/dlq/render-list.ts";
import { renderShow } from "#cli/dlq/render-show.ts";
import { renderExecutions } from "#cli/executions/render-list.ts";
import { renderExecution } from "#cli/executions/render-show.ts";
import { renderFinding, renderPrincipal } from "#cli/investigate/render-investigate.ts";
import { paintFor } from "#cli/paint.ts";
import { renderLocalRun } from "#cli/render-local-run.ts";
import { renderReport } from "#cli/report/render-report.ts";
import { terminalText } from "#cli/terminal-text.ts";
import { composeBrief } from "#domain/brief/compose-brief.ts";
import { type DeadLetter, deadLetterOf } from "#domain/dead-letter.ts";
import { executionRow } from "#domain/execution-row.ts";
import { parkingOf } from "#domain/failure.ts";
import { ownFields } from "#domain/fields.ts";
import { findingEvent } from "#domain/finding-event.ts";
import { writeNote } from "#domain/note.ts";
import { messageBody, parkFinding } from "#domain/parking.ts";
import { reachVerdict } from "#domain/verdict.ts";
import { aReport } from "#test/builders/brief.ts";
import { aDeadLetterMessage } from "#test/builders/dead-letter.ts";
import { aReplayEnvelope } from "#test/builders/event.ts";
import { aFailedPrincipal, anEvidence, aSettledPrincipal } from "#test/builders/investigation.ts";
import { aPrincipal, aSlimFinding } from "#test/builders/slim-finding.ts";

export const executionArn = "arn:aws:states:eu-west-1:111122223333:execution:investigate:x";
const now = Date.parse("2026-03-04T15:00:00.000Z");
const look = { paint: paintFor({}), columns: 140, now, isLocal: false };
const link = /https:\/\/[a-z0-9-]+\.console\.aws\.amazon\.com\/\S+/g;

/** The text in every place that the finding, Detective or an error fills, as it comes from outside. */
function findingWith(text: string) {
  const kept = text.toWellFormed();
  return aSlimFinding({
    type: kept,
    title: kept,
    principals: [aPrincipal(), aPrincipal({ name: "alice", type: "user" })],
    excluded: [{ what: kept.slice(0, 200), reason: "unknown-id" }],
  });
}

function verdictWith(text: string) {
  return reachVerdict(findingWith(text), [
    aSettledPrincipal({ evidence: anEvidence({ facts: [text, "b"], tactics: [text] }), investigationId: text }),
    aFailedPrincipal({
      ...{ identity: "aws/111122223333/user/alice", arn: "arn:aws:iam::111122223333:user/alice", name: `${text} é` },
      error: text,
      cause: text,
    }),
  ]);
}

function briefWith(text: string) {
  const story = { how: [text], where: [text], now: [{ text, cli: [text], why: text }], caveats: [text] };
  const report = aReport({ investigationId: text, story, links: { report: text } });
  const raw = { Title: text, Description: text, ProductName: text, Workflow: { Status: text } };
  return composeBrief(raw, findingWith(text), verdictWith(text), new Map([[text, report]]), { executionArn });
}

function letterWith(text: string): DeadLetter {
  const reason = { code: "service-unavailable", message: text.slice(0, 1_024), state: text.slice(0, 80) } as const;
  return deadLetterOf(
    aDeadLetterMessage({ body: messageBody(aReplayEnvelope({ reason, finding: findingWith(text) })) }),
  );
}

function listWith(text: string): DlqListReport {
  const queue = { read: 1, isComplete: true, heldByOthers: 0, notGivenBack: 0, retentionSeconds: 1_209_600 };
  return { queue, selected: 1, reasons: [], letters: [letterWith(text)], hidden: 0 } as unknown as DlqListReport;
}

function executionWith(text: string) {
  const input = { v: 1, groups: [{ principals: [], findings: [findingWith(text)] }] };
  const status = { status: "FAILED", startedAt: now, endedAt: now, redriveCount: 0 } as const;
  const ending = { error: text, cause: text, input: JSON.stringify(input) };
  return executionRow({ name: "x", executionArn, ...status, ...ending }, new Map(), now);
}

function askedWith(text: string) {
  const ids = { id: text, productArn: "p", version: "2026-03-04T10:20:00.000Z", title: "", severity: "HIGH" };
  const told = { verdict: "HIGH", evidence: text, tactics: text, reason: text };
  return { kind: "finding", ...ids, outcome: "requested", principals: [], excluded: [], told, note: text } as const;
}

/** Where people and programs read prose of ours: by the sink's name, what stands there when the text comes from outside. */
export const proseSinks: Readonly<Record<string, (text: string) => readonly string[]>> = {
  note: (text) => [writeNote(briefWith(text)).replace(link, "")],
  "user-defined fields": (text) =>
    [...ownFields(briefWith(text), executionArn)].map(([, value]) => value.replace(link, "")),
  "bus event": (text) => {
    const { detail } = findingEvent(findingWith(text), verdictWith(text), executionArn);
    return [detail.finding.type, ...detail.excluded.map(({ what }) => what), ...reasonsOf(detail.principals)];
  },
  "reason of a dead letter": (text) => [parkingOf(verdictWith(text).failed)?.message ?? ""],
};

function reasonsOf(principals: readonly { readonly reason?: string | undefined }[]) {
  return principals.flatMap(({ reason }) => reason ?? []);
}

/** What a person reads on a terminal. */
export const terminalSinks: Readonly<Record<string, (text: string) => string>> = {
  "dlq list": (text) => renderList(listWith(text), look),
  "dlq show": (text) =>
    renderShow({ letters: [{ ...letterWith(text), guide: guideOf(), links: { findings: [], reports: [] } }] }, look),
  "executions list": (text) =>
    renderExecutions({ since: "2026-03-04T00:00:00.000Z", executions: [executionWith(text)], more: false }, look),
  "executions show": (text) =>
    renderExecution({ execution: executionWith(text), story: storyWith(text), others: [] }, look),
  "investigate a finding": (text) => renderFinding(askedWith(text), look.paint),
  "investigate a principal": (text) =>
    renderPrincipal({ kind: "principal", asked: text, outcome: "failed", message: text } as never, look.paint),
  report: (text) =>
    renderReport({ asked: text, reports: [reportedWith(text)], missing: [missingWith(text)] }, look.paint),
  "local run": (text) => renderLocalRun(localRunWith(text) as never, [], look),
};

const missingWith = (message: string) => ({ investigationId: message, message });

function reportedWith(text: string) {
  const ids = { investigationId: text, region: text, principalArn: text, files: [] };
  return { ...ids, severity: "HIGH", complete: true, from: "bucket" } as const;
}

const guideOf = () =>
  ({ reason: "service-unavailable", meaning: "m", action: "a", replay: "yes", replayEffect: "r" }) as never;

function storyWith(text: string) {
  const findings = [{ id: text, title: text, severity: "HIGH" }];
  const principals = [{ arn: `arn:aws:iam::111122223333:role/${text}`, kind: "failed", reason: text }];
  return {
    groups: [{ progress: "failed", findings, principals, steps: [] }],
    steps: [],
    redrivenAt: [],
    events: 1,
  } as never;
}

function localRunWith(text: string) {
  const sums = { in: 1, enriched: 1, notInvestigable: 0, skipped: 0, parked: 0, rejected: 0, holds: true };
  const row = { id: text, productArn: "p", updatedAt: "u", outcome: "enriched", principals: [] };
  return { findings: [row], rejected: [], deadLetter: [], executions: [], calls: {}, conservation: sums };
}

/** One JSON document of ours with the text in it. */
export const jsonSinks: Readonly<Record<string, (text: string) => string>> = {
  "log line": logLine,
  "report as JSON": (text) => terminalText(JSON.stringify(listWith(text))),
  "dead-letter message": (text) =>
    messageBody(
      parkFinding(
        findingWith(text),
        { code: "setup-fault", message: text, state: text },
        { parkedAt: now, executionArn },
      ),
    ),
};

function logLine(text: string): string {
  const lines: string[] = [];
  const logger = new Logger({ serviceName: "gumshoe", logLevel: "INFO" });
  const console = { info: (line: string) => lines.push(line) };
  Object.assign(logger, { console });
  logAdapter(logger).outcome({ outcome: "rejected", findingId: text, productArn: text, version: text, reason: text });
  return lines.join("\n");
}
