import { type BenchResult, type Metrics, type SystemName, WorkloadName } from "../result.ts";
import { callsPerFinding, knownOperations, otherCalls } from "./calls.ts";
import { dollars, figure, kilobytes, percent, seconds } from "./figures.ts";
import { type Goal, goalsOf, shareOfBound } from "./goals.ts";
import { knownSystems, presentSystems } from "./systems.ts";
import { knownWorkloads, workloadTitle } from "./workloads.ts";

/** A table before it is drawn: in the terminal or in Markdown. */
export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function goalTable(result: BenchResult): Table {
  const verdict = ({ isMet }: Goal) => (isMet === undefined ? "not measured" : isMet ? "met" : "MISSED");
  return {
    title: "Goals",
    head: ["workload", "what", "wanted", "measured", ""],
    rows: goalsOf(result).map((goal) => [goal.where, goal.what, goal.wanted, goal.measured ?? "–", verdict(goal)]),
  };
}

/** A table for each workload of the result, a row for each system. */
export function workloadTables(result: BenchResult): readonly Table[] {
  return WorkloadName.options.flatMap((workload) => {
    const systems = result.workloads[workload];
    if (systems === undefined) return [];
    const ours = systems.gumshoe.dollarsPerMillion;
    return [
      {
        title: workloadTitle(workload, result),
        head: [
          "system",
          "$ per million",
          "× ours",
          "transitions per finding",
          "starts per principal",
          "lag p50",
          "lag p95",
          "lost pairs",
          "recall",
        ],
        rows: presentSystems(systems).map(([name, metrics]) => systemRow(name, metrics, ours)),
      },
    ];
  });
}

function systemRow(name: SystemName, metrics: Metrics, ours: number): readonly string[] {
  const { dollarsPerMillion, recall, lagP50Seconds, lagP95Seconds } = metrics;
  // Who enriches nothing has no lag.
  const lag = (value: number) => (recall > 0 ? seconds(value) : "–");
  return [
    knownSystems[name].label,
    dollars(dollarsPerMillion),
    ours > 0 ? figure(dollarsPerMillion / ours) : "–",
    figure(metrics.transitionsPerFinding),
    figure(metrics.startsPerPrincipal),
    lag(lagP50Seconds),
    lag(lagP95Seconds),
    figure(metrics.lost),
    percent(recall),
  ];
}

/** What some workloads measure besides, of Gumshoe alone. */
export function furtherTable({ workloads }: BenchResult): Table {
  const rows = WorkloadName.options.flatMap((workload) => {
    const metrics = workloads[workload]?.gumshoe;
    if (metrics === undefined) return [];
    return furtherFigures(metrics).map(([what, value]) => [knownWorkloads[workload].label, what, value]);
  });
  return { title: "What else was measured of Gumshoe", head: ["workload", "what", "measured"], rows };
}

function furtherFigures(metrics: Metrics): readonly (readonly [string, string])[] {
  const told = (what: string, value: number | undefined, show: (value: number) => string = figure) =>
    value === undefined ? [] : [[what, show(value)] as const];
  return [
    ...told("from the first event to the last outcome", metrics.makespanSeconds, seconds),
    ...told("the least that the quotas allow", metrics.boundSeconds, seconds),
    ...told("the first in proportion to the second", shareOfBound(metrics)),
    ...told("calls that were throttled", metrics.throttledShare, percent),
    ...told("`GetInvestigation` calls for each investigation", metrics.getInvestigationPerInvestigation),
    ...told("extra investigations", metrics.extraStarts),
    ...told("extra updates", metrics.extraWrites),
    ...told("calls in proportion to a run without faults", metrics.callsVersusFaultFree),
    ...told("Lambda, GB-seconds", metrics.lambdaGbSeconds),
    ...told("Lambda seconds spent waiting", metrics.lambdaSecondsWaiting),
    ...told("longest execution history, events", metrics.historyEventsMax),
    ...told("violations of an invariant", metrics.violations),
    ...told("real time", metrics.wallSeconds, seconds),
    ...told("memory, MB", metrics.residentMb),
  ];
}

/** API calls per finding, a column for each operation. */
export function callTables(result: BenchResult): readonly Table[] {
  return (["single", "burst"] as const).flatMap((workload) => {
    const rows = presentSystems(result.workloads[workload] ?? {}).flatMap(([name, metrics]) => {
      const counts = callsPerFinding(metrics);
      return counts === undefined ? [] : [[knownSystems[name].label, ...counts.map(figure)]];
    });
    if (rows.length === 0) return [];
    const head = ["system", ...[...knownOperations, otherCalls].map(({ operation }) => operation)];
    return [{ title: workloadTitle(workload, result), head, rows }];
  });
}

/** Where the money goes, per million findings. */
export function billTables(result: BenchResult): readonly Table[] {
  return (["single", "burst"] as const).flatMap((workload) => {
    const systems = presentSystems(result.workloads[workload] ?? {});
    const items = [...new Set(systems.flatMap(([, { dollarItems = {} }]) => Object.keys(dollarItems)))];
    if (items.length === 0) return [];
    const rows = systems.flatMap(([name, { dollarItems }]) =>
      dollarItems === undefined
        ? []
        : [[knownSystems[name].label, ...items.map((item) => dollars(dollarItems[item] ?? 0))]],
    );
    return [{ title: workloadTitle(workload, result), head: ["system", ...items], rows }];
  });
}

export function bundleTable({ bundles }: BenchResult): Table {
  const optional = (value: number | undefined, show: (value: number) => string) =>
    value === undefined ? "–" : show(value);
  return {
    title: "Functions",
    head: ["function", "bundle", "its SDK clients alone", "… as the SDK comes", "import", "empty handler", "ratio"],
    rows: Object.entries(bundles).map(([name, one]) => [
      name,
      kilobytes(one.bytes),
      optional(one.sdkBytes, kilobytes),
      optional(one.sdkUnalteredBytes, kilobytes),
      `${figure(one.importMs)} ms`,
      `${figure(one.emptyMs)} ms`,
      figure(one.importMs / one.emptyMs),
    ]),
  };
}
