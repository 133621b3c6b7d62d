import { performance } from "node:perf_hooks";
import type { InvestigationReport } from "#domain/report/investigation-report.ts";
import type { Behaviour } from "#local/behaviour.ts";
import { type Observation, startCloud } from "#local/cloud.ts";
import { readDeadLetters } from "../dead-letter-queue.ts";
import type { FeedItem } from "../feed.ts";
import { feedAll } from "../feeding.ts";
import { findingRows } from "../finding-rows.ts";
import type { Home } from "../home.ts";
import { conservationOf, type LocalRunReport } from "../local-report.ts";
import { reportsIn } from "../local-reports.ts";
import { Outcomes } from "../outcomes.ts";
import { watchOutcomes } from "../watched-outcomes.ts";

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
  /** Takes the reports of the investigations that the stack has kept by the end. */
  readonly takeReports?: (reports: readonly InvestigationReport[]) => Promise<void>;
}

/** Runs events and findings through the deployed template on a local AWS of its own, to the end, and reports. */
export async function localRun(options: LocalRunOptions): Promise<LocalRunReport> {
  const { items, watch, home, assembly, startAtMs, realTime, behaviour, takeReports } = options;
  const cloud = await startCloud({ assembly, ...home, startAtMs, realTime, ...(behaviour && { behaviour }) });
  try {
    const outcomes = new Outcomes();
    cloud.observe(watch);
    cloud.observe(watchOutcomes(outcomes));
    const beganAtMs = performance.now();
    feedAll(cloud, items, outcomes);
    await cloud.settled();
    const seconds = (performance.now() - beganAtMs) / 1_000;

    await takeReports?.(reportsIn(cloud));
    const deadLetters = await readDeadLetters(cloud);
    for (const deadLetter of deadLetters) outcomes.addDeadLetter(deadLetter);
    const rejected = items.flatMap((item) => item.rejected.map(({ reason }) => ({ reason })));
    const findings = findingRows(cloud, items, outcomes);
    return {
      findings,
      rejected,
      deadLetter: deadLetters.map(({ reason, findings: [finding] }) => ({
        reason,
        ...(finding && { finding: finding.id }),
      })),
      executions: cloud.services.SFN.executions().map(({ name, status, stateTransitions, historyEvents }) => ({
        name,
        status,
        stateTransitions,
        historyEvents,
      })),
      calls: cloud.calls(),
      conservation: conservationOf(findings, rejected.length),
      findingsPerSecond: Math.round((findings.length / seconds) * 10) / 10,
    };
  } finally {
    await cloud.close();
  }
}
