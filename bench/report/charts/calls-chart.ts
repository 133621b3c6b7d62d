import { element, type Markup } from "#domain/markup.ts";
import type { BenchResult, SystemName } from "../../result.ts";
import { callsPerFinding, knownOperations, otherCalls } from "../calls.ts";
import { captionOf } from "../caption.ts";
import { figure } from "../figures.ts";
import { bodyTop, frame, legend } from "../svg/frame.ts";
import { label } from "../svg/label.ts";
import { linearTicks, type Scale } from "../svg/scale.ts";
import { knownSystems, presentSystems } from "../systems.ts";
import { workloadTitle } from "../workloads.ts";
import { type Lane, lanes } from "./lanes.ts";

const shown = ["single", "burst"] as const;
const operations = [...knownOperations, otherCalls];
const [barHeight, letterWidth, breakWidth] = [13, 12, 7];

type Counted = readonly [SystemName, readonly number[]];

/** API calls per finding, stacked by operation. Undefined when they were not counted. */
export function callsChart(result: BenchResult): string | undefined {
  const panels = shown.flatMap((workload) => {
    const systems = presentSystems(result.workloads[workload] ?? {}).flatMap(([system, metrics]): Counted[] => {
      const counts = callsPerFinding(metrics);
      return counts === undefined ? [] : [[system, counts]];
    });
    return systems.length === 0 ? [] : [{ title: workloadTitle(workload, result), systems }];
  });
  if (panels.length === 0) return undefined;
  const text = {
    title: "How many API calls a finding takes",
    subtitle:
      "Calls per finding, by operation. Lower is better. A bar that is cut short goes on to the figure beside it.",
    description: panels.map(({ title, systems }) => `${title}: ${systems.map(describe).join("; ")}.`).join(" "),
    caption: captionOf(result),
  };
  const key = legend(
    operations.map(({ operation, letter }, index) => ({
      text: operation,
      draw: (x, y) => segment(index, x - 6, y, 12, letter),
    })),
    bodyTop(text) + 10,
  );
  const ticks = linearTicks(axisMax(panels.flatMap(({ systems }) => systems.map(([, counts]) => total(counts)))));
  const body = lanes(
    panels.map(({ title, systems }) => ({ title, lanes: systems.map((one) => laneOf(one, ticks.at(-1) ?? 1)) })),
    { top: key.bottom + 2, ticks, axisTitle: "Calls per finding", tickText: figure },
  );
  return frame(text, body.bottom, [...key.marks, ...body.marks]);
}

/** The axis ends at the longest bar that does not dwarf half of the others. */
export function axisMax(totals: readonly number[]): number {
  const sorted = [...totals].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return sorted.filter((one) => one <= 4 * middle).at(-1) ?? 1;
}

function describe([system, counts]: Counted): string {
  const parts = operations.flatMap(({ operation }, index) => {
    const count = counts[index] ?? 0;
    return count > 0 ? [`${figure(count)} ${operation}`] : [];
  });
  return `${knownSystems[system].label} ${figure(total(counts))} calls (${parts.join(", ")})`;
}

function laneOf([system, counts]: Counted, max: number): Lane {
  const draw = (x: Scale, y: number): readonly Markup[] => {
    let from = 0;
    const segments = counts.flatMap((count, index) => {
      const [left, right] = [x(Math.min(from, max)), x(Math.min(from + count, max))];
      from += count;
      return right - left > 0.2 ? [segment(index, left, y, right - left, operations[index]?.letter ?? "")] : [];
    });
    return total(counts) > max ? [...segments, breakMark(x(max), y)] : segments;
  };
  return { system, draw, told: figure(total(counts)) };
}

function segment(index: number, left: number, middle: number, width: number, letter: string): Markup {
  const [gap, y] = [width > 2 ? 0.8 : 0, middle - barHeight / 2];
  const bar = element("rect", { x: left, y, width: width - gap, height: barHeight, class: `f-segment${index}` });
  if (width < letterWidth) return bar;
  const middleX = left + (width - gap) / 2;
  return element(
    "g",
    {},
    bar,
    label(letter, middleX, middle + 3.6, { size: 10, anchor: "middle", tone: "paper", weight: "bold" }),
  );
}

/** Two slanted strokes in the colour of the paper: the bar goes on. */
function breakMark(right: number, middle: number): Markup {
  const stroke = (x: number) => {
    const [top, bottom] = [middle - barHeight / 2 - 1, middle + barHeight / 2 + 1];
    return element("line", { x1: x - 2, x2: x + 2, y1: bottom, y2: top, class: "s-paper", "stroke-width": 2 });
  };
  return element("g", {}, stroke(right - breakWidth), stroke(right - breakWidth - 5));
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
