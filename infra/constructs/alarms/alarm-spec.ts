import { ComparisonOperator, type IMetric, Metric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { type Facet, type MetricName, metricNamespace } from "#domain/measure.ts";

/** An alarm is a letter to a tired person: nobody can have one made without saying what is hurt, what to do, and where to look. */
export interface AlarmSpec {
  /** Heading of its chapter in docs/runbook.md. */
  readonly name: string;
  /** Who or what is hurt, and how much. */
  readonly impact: string;
  readonly runbook: RunbookChapter;
  /** A deep link to the place that shows the trouble. */
  readonly look: string;
  readonly metric: IMetric;
  /** Rings at this value and above; below it when `comparison` says so. */
  readonly threshold: number;
  readonly comparison?: ComparisonOperator;
  /** So many of the last so many periods; one of one unless said. */
  readonly datapoints?: readonly [breaching: number, of: number];
  /** What silence means: considered for each alarm by itself. */
  readonly missing: TreatMissingData;
}

export type RunbookChapter = `docs/runbook.md#${string}`;

/** The chapter under a heading, as GitHub and most others name it. */
export function chapter(heading: string): RunbookChapter {
  return `docs/runbook.md#${heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-")}`;
}

export const atLeast = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD;
export const below = ComparisonOperator.LESS_THAN_THRESHOLD;

/** No data: nothing happened, and that is good. */
export const nothingHappened = TreatMissingData.NOT_BREACHING;
/** No data: whoever should have told is silent, and that is bad. */
export const silence = TreatMissingData.BREACHING;

/** A metric that the functions emit. */
export function ourMetric(metricName: MetricName, by?: Facet): Metric {
  return new Metric({ namespace: metricNamespace, metricName, dimensionsMap: { service: "gumshoe", ...by } });
}
