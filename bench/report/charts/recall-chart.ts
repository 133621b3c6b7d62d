import { element, type Markup } from "#domain/markup.ts";
import { type BenchResult, type Metrics, type SystemName, WorkloadName } from "../../result.ts";
import { captionOf } from "../caption.ts";
import { percent } from "../figures.ts";
import { bodyTop, frame } from "../svg/frame.ts";
import type { Scale } from "../svg/scale.ts";
import { knownSystems, presentSystems } from "../systems.ts";
import { workloadTitle } from "../workloads.ts";
import { type Lane, lanes } from "./lanes.ts";

const barHeight = 11;

/** How much of what could be found out is on the findings in the end. Undefined when there is no workload. */
export function recallChart(result: BenchResult): string | undefined {
  const panels = WorkloadName.options.flatMap((workload) => {
    const systems = presentSystems(result.workloads[workload] ?? {});
    return systems.length === 0 ? [] : [{ title: workloadTitle(workload, result), systems }];
  });
  if (panels.length === 0) return undefined;
  const text = {
    title: "How much of the evidence arrives",
    subtitle:
      "Share of the pairs of finding and principal that could be investigated and are enriched in the end. Higher is better.",
    description: panels.map(({ title, systems }) => `${title}: ${systems.map(describe).join("; ")}.`).join(" "),
    caption: captionOf(result),
  };
  const body = lanes(
    panels.map(({ title, systems }) => ({ title, lanes: systems.map(laneOf) })),
    {
      top: bodyTop(text),
      ticks: [0, 0.25, 0.5, 0.75, 1],
      laneHeight: 16,
      axisTitle: "Share of the pairs",
      tickText: percent,
    },
  );
  return frame(text, body.bottom, body.marks);
}

function describe([system, { recall }]: readonly [SystemName, Metrics]): string {
  return `${knownSystems[system].label} ${percent(recall)}`;
}

function laneOf([system, { recall }]: readonly [SystemName, Metrics]): Lane {
  const draw = (x: Scale, y: number): readonly Markup[] => [
    element("rect", {
      x: x(0),
      y: y - barHeight / 2,
      width: Math.max(x(recall) - x(0), 1),
      height: barHeight,
      rx: 1.5,
      class: `f-${system}`,
    }),
  ];
  return { system, draw, told: percent(recall) };
}
