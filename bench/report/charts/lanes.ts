import { element, type Markup } from "#domain/markup.ts";
import type { SystemName } from "../../result.ts";
import { canvasWidth, margin } from "../svg/frame.ts";
import { label, textWidth } from "../svg/label.ts";
import { linearScale, type Scale } from "../svg/scale.ts";
import { knownSystems } from "../systems.ts";

const [nameWidth, panelHead, panelGap, toldSize, tickSize] = [130, 20, 10, 11, 11];

/** One system's line in a panel. */
export interface Lane {
  readonly system: SystemName;
  /** Draws what there is to see; `y` is the middle of the lane. */
  draw(x: Scale, y: number): readonly Markup[];
  /** The value in figures, at the right. */
  readonly told: string;
}

export interface Panel {
  readonly title: string;
  readonly lanes: readonly Lane[];
}

export interface LanesOptions {
  readonly top: number;
  /** From the first, 0, to the last, the axis reaches. */
  readonly ticks: readonly number[];
  /** Canvas units from one lane to the next; default 20. */
  readonly laneHeight?: number;
  readonly axisTitle: string;
  tickText(tick: number): string;
}

/** Panels under each other on one axis, a lane for each system. */
export function lanes(
  panels: readonly Panel[],
  options: LanesOptions,
): { readonly marks: readonly Markup[]; readonly bottom: number } {
  const { top, ticks, laneHeight = 20, axisTitle, tickText } = options;
  const toldWidths = panels.flatMap((panel) => panel.lanes.map((lane) => textWidth(lane.told, toldSize)));
  const [left, right] = [margin + nameWidth, canvasWidth - margin - Math.max(24, ...toldWidths) - 12];
  const x = linearScale({ from: 0, to: ticks.at(-1) ?? 1 }, { from: left, to: right });
  const marks: Markup[] = [];
  let y = top;
  for (const { title, lanes: ofPanel } of panels) {
    const end = y + panelHead + ofPanel.length * laneHeight;
    marks.push(
      label(title, margin, y + 13, { size: 11.5, weight: "bold" }),
      ...gridLines(ticks, x, y + panelHead, end),
    );
    for (const [index, { system, draw, told }] of ofPanel.entries()) {
      const middle = y + panelHead + (index + 0.5) * laneHeight;
      const weight = system === "gumshoe" ? ({ weight: "bold" } as const) : {};
      marks.push(
        label(knownSystems[system].label, left - 7, middle + 4, { size: 11.5, anchor: "end", ...weight }),
        ...draw(x, middle),
        label(told, canvasWidth - margin, middle + 4, { size: toldSize, anchor: "end", ...weight }),
      );
    }
    y = end + panelGap;
  }
  const axis = y - panelGap + 14;
  marks.push(
    ...told(ticks, tickText, x).map((tick) =>
      label(tickText(tick), x(tick), axis, { size: tickSize, anchor: "middle", tone: "muted" }),
    ),
    label(axisTitle, (left + right) / 2, axis + 17, { size: 11.5, anchor: "middle" }),
  );
  return { marks, bottom: axis + 22 };
}

/** All ticks, or every second, or third …, so that their figures do not run into each other. */
function told(ticks: readonly number[], tickText: LanesOptions["tickText"], x: Scale): readonly number[] {
  const step = x(ticks[1] ?? 1) - x(0);
  const widest = Math.max(...ticks.map((tick) => textWidth(tickText(tick), tickSize)));
  const every = Math.ceil((widest + 4) / step);
  return ticks.filter((_, index) => index % every === 0);
}

function gridLines(ticks: readonly number[], x: Scale, from: number, to: number): readonly Markup[] {
  return ticks.map((tick) => element("line", { x1: x(tick), x2: x(tick), y1: from, y2: to, class: "s-grid" }));
}
