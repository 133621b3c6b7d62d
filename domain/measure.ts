import { NotInvestigableReason, ParkReason, RejectReason, SkipReason } from "./contract.ts";
import type { LogFields } from "./ports.ts";
import { refusalCodes } from "./refusal.ts";

export const metricNamespace = "Gumshoe";

/** Every metric that the functions emit, with its unit. */
export const metrics = {
  /** Finding versions that arrived, whatever became of them. */
  FindingsIn: "Count",
  FindingsEnriched: "Count",
  /** Added to a group that was on its way: no execution, no read and no write of their own. */
  FindingsJoined: "Count",
  FindingsNotInvestigable: "Count",
  FindingsSkipped: "Count",
  FindingsParked: "Count",
  FindingsRejected: "Count",
  /** Left unprocessed by Security Hub, by its error code. */
  FindingsUnprocessed: "Count",
  InvestigationsStarted: "Count",
  /** Principals that share an investigation: joined, or adopted from Detective. */
  InvestigationsJoined: "Count",
  InvestigationsFailed: "Count",
  /** Principals that nobody may look at: no behavior graph, no member, no permission. */
  DetectiveRefused: "Count",
  /** Reports of investigations that could not be written: the evidence went on without. */
  ReportsNotWritten: "Count",
  /** Principals for which Detective throttled, failed or did not answer. */
  DetectiveMissed: "Count",
  /** From the look that found the last investigation over to the evidence on the finding. */
  LagSeconds: "Seconds",
  /** From the start of the execution to the evidence on the finding. */
  EnrichSeconds: "Seconds",
  /** Of each sweep: findings in flight whose execution is over. */
  ConservationGap: "Count",
  /** Of each sweep: findings that cannot be put back, because nothing knows their content any more. */
  FindingsLost: "Count",
} as const;
export type MetricName = keyof typeof metrics;

/** What splits a metric up, from a closed list. */
export type Facet = { readonly reason: string } | { readonly code: string };

/** One value of one metric. */
export interface Measure {
  readonly metric: MetricName;
  readonly value: number;
  readonly by?: Facet;
}

type Measuring = (line: LogFields) => readonly Measure[];

const other = "other";

/** Every value that a dimension may have. */
export const dimensionValues: readonly string[] = [
  ...new Set([...NotInvestigableReason.options, ...ParkReason.options, ...SkipReason.options, ...refusalCodes, other]),
];

const one = (metric: MetricName): Measure => ({ metric, value: 1 });

function counts(...names: readonly MetricName[]): Measuring {
  return () => names.map(one);
}

/** Counts a metric as a whole and by its reason. Whatever is not in the list is `other`: anybody's text is no dimension. */
function countsByReason(metric: MetricName, known: readonly string[], ...more: readonly MetricName[]): Measuring {
  return ({ reason = other }) => [
    ...[...more, metric].map(one),
    { metric, value: 1, by: { reason: known.includes(reason) ? reason : other } },
  ];
}

const trouble: Measuring = ({ reason }) => {
  if (reason === "SetupFault") return [one("DetectiveRefused")];
  return reason === "Throttled" || reason === "ServiceUnavailable" ? [one("DetectiveMissed")] : [];
};
const failure: Measuring = (line) => [one("InvestigationsFailed"), ...trouble(line)];

const enriched: Measuring = ({ ms, lagMs }) => [
  one("FindingsEnriched"),
  ...(ms === undefined ? [] : [seconds("EnrichSeconds", ms)]),
  ...(lagMs === undefined ? [] : [seconds("LagSeconds", lagMs)]),
];

function seconds(metric: MetricName, ms: number): Measure {
  return { metric, value: Math.round(Math.max(0, ms) / 1_000) };
}

const unprocessed: Measuring = ({ code = other }) => [
  one("FindingsUnprocessed"),
  { metric: "FindingsUnprocessed", value: 1, by: { code: refusalCodes.includes(code) ? code : other } },
];

/** What each outcome counts as, function by function. One that is not here counts as nothing. */
export const measuring: Readonly<Record<string, Readonly<Record<string, Measuring>>>> = {
  ingest: {
    started: counts("FindingsIn"),
    added: counts("FindingsIn", "FindingsJoined"),
    skipped: countsByReason("FindingsSkipped", SkipReason.options, "FindingsIn"),
    parked: countsByReason("FindingsParked", ParkReason.options, "FindingsIn"),
    rejected: countsByReason("FindingsRejected", [...RejectReason.options, "workflow-failed"], "FindingsIn"),
  },
  "start-or-join": {
    started: counts("InvestigationsStarted"),
    joined: counts("InvestigationsJoined"),
    adopted: counts("InvestigationsJoined"),
    failed: failure,
    missed: trouble,
  },
  check: { failed: failure, "timed-out": failure, missed: trouble, "not-reported": counts("ReportsNotWritten") },
  enrich: {
    enriched,
    partial: enriched,
    "not-investigable": countsByReason("FindingsNotInvestigable", NotInvestigableReason.options),
    skipped: countsByReason("FindingsSkipped", SkipReason.options),
    parked: countsByReason("FindingsParked", ParkReason.options),
    unprocessed,
  },
};

/** What a function's line about an outcome counts as. */
export function measuresOf(step: string, line: LogFields): readonly Measure[] {
  return measuring[step]?.[line.outcome]?.(line) ?? [];
}

/** What a sweep's answer counts as; a round without anything forgotten says so too: silence would be another matter. */
export function measuresOfSweep({ putBack, lost }: { readonly putBack: number; readonly lost: number }): Measure[] {
  return [
    { metric: "ConservationGap", value: putBack + lost },
    { metric: "FindingsLost", value: lost },
  ];
}
