import { element, type Markup } from "#domain/markup.ts";
import type { BenchResult, Metrics, SystemName } from "../../result.ts";
import { captionOf } from "../caption.ts";
import { figure, seconds } from "../figures.ts";
import { bodyTop, frame, legend } from "../svg/frame.ts";
import { marker } from "../svg/marker.ts";
import { linearTicks, type Scale } from "../svg/scale.ts";
import { knownSystems, presentSystems } from "../systems.ts";
import { workloadTitle } from "../workloads.ts";
import { type Lane, lanes } from "./lanes.ts";

const shown = ["single", "burst"] as const;

/** How long after the true end of an investigation the finding is enriched. Undefined when no workload tells. */
export function lagChart(result: BenchResult): string | undefined {
  const panels = shown.flatMap((workload) => {
    const systems = presentSystems(result.workloads[workload] ?? {}).filter(([, { recall }]) => recall > 0);
    return systems.length === 0 ? [] : [{ title: workloadTitle(workload, result), systems }];
  });
  if (panels.length === 0) return undefined;
  const text = {
    title: "How late the evidence arrives",
    subtitle: "Seconds from the true end of the investigation to the enriched finding. Lower is better.",
    description: panels.map(({ title, systems }) => `${title}: ${systems.map(describe).join("; ")}.`).join(" "),
    caption: captionOf(result),
  };
  const key = legend(
    [
      { text: "half of the findings are done", draw: (x, y) => marker("gumshoe", x, y, "full") },
      { text: "95 of 100 are done", draw: (x, y) => marker("gumshoe", x, y, "hollow") },
    ],
    bodyTop(text) + 10,
  );
  const max = Math.max(...panels.flatMap(({ systems }) => systems.map(([, { lagP95Seconds }]) => lagP95Seconds)));
  const body = lanes(
    panels.map(({ title, systems }) => ({ title, lanes: systems.map(laneOf) })),
    { top: key.bottom + 2, ticks: linearTicks(max), axisTitle: "Seconds", tickText: figure },
  );
  return frame(text, body.bottom, [...key.marks, ...body.marks]);
}

function describe([system, { lagP50Seconds, lagP95Seconds }]: readonly [SystemName, Metrics]): string {
  return `${knownSystems[system].label} ${seconds(lagP50Seconds)} in the middle, ${seconds(lagP95Seconds)} for 95 of 100`;
}

function laneOf([system, { lagP50Seconds: half, lagP95Seconds: most }]: readonly [SystemName, Metrics]): Lane {
  const draw = (x: Scale, y: number): readonly Markup[] => [
    element("line", { x1: x(half), x2: x(most), y1: y, y2: y, class: `s-${system}`, "stroke-width": 2.2 }),
    marker(system, x(most), y, "hollow"),
    marker(system, x(half), y, "full"),
  ];
  return { system, draw, told: `${figure(half)} / ${figure(most)} s` };
}
