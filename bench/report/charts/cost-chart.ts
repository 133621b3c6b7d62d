import { element, type Markup } from "#domain/markup.ts";
import type { BenchResult, CostPoint, SystemName } from "../../result.ts";
import { captionOf } from "../caption.ts";
import { dollars, figure } from "../figures.ts";
import { bodyTop, canvasWidth, frame, margin } from "../svg/frame.ts";
import { label, spreadOut, textWidth } from "../svg/label.ts";
import { dashes, marker } from "../svg/marker.ts";
import { logScale, logTicks, type Scale } from "../svg/scale.ts";
import { knownSystems, presentSystems } from "../systems.ts";

const [plotHeight, rightLabels, labelGap, tickSize] = [230, 138, 15, 11];

interface Line {
  readonly system: SystemName;
  readonly points: readonly { readonly findings: number; readonly cost: number }[];
}

/** Cost per million findings by findings per principal, both axes logarithmic. Undefined when the result holds no sweep. */
export function costChart(result: BenchResult): string | undefined {
  const sweep = result.sweeps?.findingsPerPrincipal ?? [];
  const lines = linesOf(sweep);
  if (lines.length === 0) return undefined;
  const text = {
    title: "What a million findings cost",
    subtitle: "Dollars per million findings, by how many findings name the same principal. Lower is better.",
    description: lines.map(describe).join(" "),
    caption: captionOf(result),
  };
  const top = bodyTop(text) + 8;
  const costs = logTicks(lines.flatMap(({ points }) => points.map(({ cost }) => cost)));
  const tickWidth = Math.max(...costs.map((cost) => textWidth(dollars(cost), tickSize)));
  const [bottom, left, right] = [top + plotHeight, margin + tickWidth + 6, canvasWidth - margin - rightLabels];
  const findings = sweep.map(({ findingsPerPrincipal }) => findingsPerPrincipal).sort((a, b) => a - b);
  const last = findings.at(-1) ?? 1;
  const x = logScale({ from: findings[0] ?? 1, to: last }, { from: left, to: right });
  const y = logScale({ from: costs[0] ?? 1, to: costs.at(-1) ?? 10 }, { from: bottom, to: top });
  const body = [
    ...costs.flatMap((cost) => [
      element("line", { x1: left, x2: right, y1: y(cost), y2: y(cost), class: "s-grid" }),
      label(dollars(cost), left - 6, y(cost) + 4, { size: tickSize, anchor: "end", tone: "muted" }),
    ]),
    ...spaced(findings, x).map((one) =>
      label(figure(one), x(one), bottom + 16, { size: tickSize, anchor: "middle", tone: "muted" }),
    ),
    label("Findings about the same principal", (left + right) / 2, bottom + 33, { size: 11.5, anchor: "middle" }),
    ...lines.flatMap((line) => curve(line, x, y)),
    ...endLabels(lines, x, y, { from: top, to: bottom }),
  ];
  return frame(text, bottom + 38, body);
}

function linesOf(sweep: readonly CostPoint[]): readonly Line[] {
  const points: Partial<Record<SystemName, Line["points"]>> = {};
  for (const { findingsPerPrincipal: findings, dollarsPerMillion } of sweep) {
    for (const [system, cost] of presentSystems(dollarsPerMillion)) {
      points[system] = [...(points[system] ?? []), { findings, cost }].sort((a, b) => a.findings - b.findings);
    }
  }
  return presentSystems(points).map(([system, ofSystem]) => ({ system, points: ofSystem }));
}

function describe({ system, points }: Line): string {
  const told = points.map(({ findings, cost }) => `${dollars(cost)} at ${figure(findings)}`);
  return `${knownSystems[system].label}: ${told.join(", ")} findings per principal.`;
}

/** Those of the values whose figures do not run into each other. */
function spaced(values: readonly number[], x: Scale): readonly number[] {
  const kept: number[] = [];
  for (const value of values) {
    const before = kept.at(-1);
    const room = [before ?? 0, value].reduce((sum, one) => sum + textWidth(figure(one), tickSize) / 2, 4);
    if (before === undefined || x(value) - x(before) > room) kept.push(value);
  }
  return kept;
}

function curve({ system, points }: Line, x: Scale, y: Scale): readonly Markup[] {
  const places = points.map(({ findings, cost }) => `${x(findings).toFixed(1)},${y(cost).toFixed(1)}`);
  const line = {
    points: places.join(" "),
    class: `s-${system}`,
    fill: "none",
    "stroke-width": system === "gumshoe" ? 3 : 1.8,
    "stroke-dasharray": dashes[system],
  };
  return [element("polyline", line), ...points.map(({ findings, cost }) => marker(system, x(findings), y(cost)))];
}

/** Names at the ends of the lines, moved apart where lines meet. */
function endLabels(lines: readonly Line[], x: Scale, y: Scale, range: { from: number; to: number }): readonly Markup[] {
  const ends = lines.map(({ points }) => points.at(-1) ?? { findings: 1, cost: 1 });
  const places = spreadOut(
    ends.map(({ cost }) => y(cost)),
    labelGap,
    range,
  );
  return lines.flatMap(({ system }, index) => {
    const { findings, cost } = ends[index] ?? { findings: 1, cost: 1 };
    const [fromX, fromY, toY] = [x(findings) + 7, y(cost), places[index] ?? 0];
    const weight = system === "gumshoe" ? ({ weight: "bold" } as const) : {};
    return [
      element("path", {
        d: `M${fromX.toFixed(1)},${fromY.toFixed(1)}L${(fromX + 9).toFixed(1)},${toY.toFixed(1)}`,
        class: `s-${system}`,
        fill: "none",
      }),
      label(knownSystems[system].label, fromX + 12, toY + 4, { size: 11.5, ...weight }),
    ];
  });
}
