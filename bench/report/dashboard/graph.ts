import { element, type Markup } from "#domain/markup.ts";
import { label, textWidth } from "../svg/label.ts";
import { linearScale, linearTicks, type Scale } from "../svg/scale.ts";
import { segmentColours } from "../svg/theme.ts";
import { type Box, card } from "./card.ts";
import { sampleOf, slots } from "./sample-day.ts";
import type { GraphWidget } from "./widgets.ts";

type Series = GraphWidget["properties"]["metrics"][number];

/** A graph over a day: lines, or areas on top of each other, and a second axis where there is one. */
export function graph({ properties }: GraphWidget, box: Box): readonly Markup[] {
  const { title, metrics, stacked, yAxis } = properties;
  const plot = {
    x: box.x + 44,
    y: box.y + 40,
    width: box.width - (metrics.some(({ yAxis: side }) => side === "right") ? 88 : 60),
    height: box.height - 96,
  };
  const [left, right] = (["left", "right"] as const).map((side) => metrics.filter((one) => one.yAxis === side));
  const x = linearScale({ from: 0, to: slots - 1 }, { from: plot.x, to: plot.x + plot.width });
  const sides = [
    { series: left ?? [], stacked, name: yAxis.left?.label, at: plot.x - 6, anchor: "end" as const, nameX: box.x + 12 },
    {
      series: right ?? [],
      stacked: false,
      name: yAxis.right?.label,
      at: plot.x + plot.width + 6,
      anchor: "start" as const,
      nameX: box.x + box.width - 12,
    },
  ].filter(({ series }) => series.length > 0);
  const drawn = sides.map((side, index) => {
    const values = side.series.map(({ label: text = "" }) => sampleOf(text));
    const tops = side.stacked ? stackedUp(values) : values;
    const ticks = linearTicks(Math.max(...tops.flat(), 0.001));
    const y = linearScale({ from: 0, to: ticks.at(-1) ?? 1 }, { from: plot.y + plot.height, to: plot.y });
    const grid = ticks.flatMap((tick) => [
      ...(index === 0
        ? [element("line", { x1: plot.x, x2: plot.x + plot.width, y1: y(tick), y2: y(tick), class: "s-grid" })]
        : []),
      label(tickText(tick), side.at, y(tick) + 3.5, { size: 10, tone: "muted", anchor: side.anchor }),
    ]);
    const name = label(side.name ?? "", side.nameX, box.y + 34, {
      size: 10,
      tone: "muted",
      anchor: index === 0 ? "start" : "end",
    });
    return {
      grid: [...grid, name],
      marks: side.stacked ? areas(side.series, tops, x, y) : lines(side.series, tops, x, y),
    };
  });
  return [
    ...card(title, box),
    ...drawn.flatMap(({ grid }) => grid),
    ...hours(x, plot.y + plot.height),
    ...drawn.flatMap(({ marks }) => marks),
    ...legendOf(metrics, box),
  ];
}

function stackedUp(values: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return values.map((one, index) =>
    one.map((_, slot) => values.slice(0, index + 1).reduce((sum, series) => sum + (series[slot] ?? 0), 0)),
  );
}

function lines(series: readonly Series[], tops: readonly (readonly number[])[], x: Scale, y: Scale): readonly Markup[] {
  return series.map((one, index) =>
    element("polyline", {
      points: (tops[index] ?? []).map((value, slot) => point(x(slot), y(value))).join(" "),
      class: `s-${classOf(one)}`,
      fill: "none",
      "stroke-width": 1.8,
      "stroke-linejoin": "round",
    }),
  );
}

function areas(series: readonly Series[], tops: readonly (readonly number[])[], x: Scale, y: Scale): readonly Markup[] {
  return series.map((one, index) => {
    const top = (tops[index] ?? []).map((value, slot) => point(x(slot), y(value)));
    const bottom = Array.from({ length: slots }, (_, slot) => point(x(slot), y(tops[index - 1]?.[slot] ?? 0)));
    return element("polygon", {
      points: [...top, ...bottom.reverse()].join(" "),
      class: `f-${classOf(one)}`,
      opacity: 0.85,
    });
  });
}

function point(x: number, y: number): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}

function hours(x: Scale, bottom: number): readonly Markup[] {
  return [0, 12, 24, 36].map((slot) =>
    label(`${String(slot / 2).padStart(2, "0")}:00`, x(slot), bottom + 15, {
      size: 10,
      tone: "muted",
      anchor: "middle",
    }),
  );
}

function legendOf(series: readonly Series[], box: Box): readonly Markup[] {
  let [at, y] = [box.x + 14, box.y + box.height - 22];
  return series.flatMap((one) => {
    const text = one.label ?? one.name;
    const width = 14 + textWidth(text, 10.5) + 12;
    if (at + width > box.x + box.width && at > box.x + 14) [at, y] = [box.x + 14, y + 15];
    const marks = [
      element("rect", { x: at, y: y - 8, width: 9, height: 9, rx: 2, class: `f-${classOf(one)}` }),
      label(text, at + 14, y, { size: 10.5 }),
    ];
    at += width;
    return marks;
  });
}

/** @throws {Error} the colour has no twin for the dark */
function classOf({ color = "", label: text }: Series): string {
  const index = segmentColours.findIndex(({ light }) => light === color);
  if (index < 0) throw new Error(`Cannot draw "${text}": its colour ${color} is none of the charts'`);
  return `segment${index}`;
}

function tickText(tick: number): string {
  return tick >= 1 || tick === 0 ? tick.toLocaleString("en") : String(tick);
}
