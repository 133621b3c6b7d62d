import { Duration } from "aws-cdk-lib";
import { GraphWidget, type IMetric, SingleValueWidget, TextWidget } from "aws-cdk-lib/aws-cloudwatch";

export const period = Duration.minutes(5);
/** Of the grid's 24 columns. */
const half = 12;

/** One graph, with a sentence above it that says what good looks like. */
export interface Panel {
  readonly title: string;
  /** How it looks when all is well. */
  readonly good: string;
  readonly left: readonly IMetric[];
  readonly right?: readonly IMetric[];
  readonly leftLabel: string;
  readonly rightLabel?: string;
  readonly stacked?: boolean;
}

export function panelText({ title, good }: Panel): TextWidget {
  return new TextWidget({ markdown: `**${title}.** Good: ${good}`, width: half, height: 1 });
}

export function panelGraph({ title, left, right, leftLabel, rightLabel, stacked = false }: Panel): GraphWidget {
  return new GraphWidget({
    title,
    left: [...left],
    ...(right && { right: [...right], rightYAxis: { min: 0, label: rightLabel ?? "", showUnits: false } }),
    leftYAxis: { min: 0, label: leftLabel, showUnits: false },
    stacked,
    width: half,
    height: 6,
    period,
  });
}

/** One number over the time that is shown. */
export function figure(title: string, metric: IMetric): SingleValueWidget {
  return new SingleValueWidget({ title, metrics: [metric], width: 4, height: 3, setPeriodToTimeRange: true });
}
