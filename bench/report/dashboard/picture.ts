import { element, type Markup, styleSheet } from "#domain/markup.ts";
import { label, textWidth, wrapped } from "../svg/label.ts";
import { themeCss } from "../svg/theme.ts";
import { type Box, card } from "./card.ts";
import { graph } from "./graph.ts";
import { figureOf } from "./sample-day.ts";
import type { AlarmWidget, GraphWidget, TextWidget, Widget } from "./widgets.ts";

const [columnWidth, rowHeight, gap, margin] = [41, 34, 8, 16];

/** The dashboard as a picture: places, titles, labels and colours as the template has them, values of a made-up day. */
export function dashboardPicture(widgets: readonly Widget[]): string {
  const rows = Math.max(...widgets.map(({ y, height }) => y + height));
  const [width, height] = [24 * columnWidth + 2 * margin, rows * rowHeight + 2 * margin + 12];
  const description =
    "The dashboard of the stack over a made-up day: flow, backlog, failures, times, reuse, cost and alarms.";
  const svg = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "img",
      "aria-labelledby": "title description",
    },
    element("title", { id: "title" }, "Gumshoe's dashboard in CloudWatch"),
    element("desc", { id: "description" }, description),
    styleSheet(themeCss()),
    element("rect", { width, height, rx: 8, class: "f-paper" }),
    ...widgets.flatMap((widget) => drawn(widget, boxOf(widget))),
    label("Drawn from the synthesized template; the values are made up.", width - margin, height - 10, {
      size: 10,
      tone: "muted",
      anchor: "end",
    }),
  );
  return `${svg.markup}\n`;
}

function boxOf({ x, y, width, height }: Widget): Box {
  return {
    x: margin + x * columnWidth + gap / 2,
    y: margin + y * rowHeight + gap / 2,
    width: width * columnWidth - gap,
    height: height * rowHeight - gap,
  };
}

function drawn(widget: Widget, box: Box): readonly Markup[] {
  if (widget.type === "text") return text(widget, box);
  if (widget.type === "alarm") return alarms(widget, box);
  return widget.properties.view === "singleValue" ? figure(widget, box) : graph(widget, box);
}

/** Bold letters are so much wider. */
const boldFactor = 1.14;

/** As much Markdown as the dashboard uses: a heading, bold words, links, which show as their text. */
function text({ properties }: TextWidget, box: Box): readonly Markup[] {
  const lines = properties.markdown.replace(/\[([^\]]+)\]\([^)]*\)/g, "$1").split("\n");
  let y = box.y + 16;
  return lines.flatMap((line) => {
    if (line.startsWith("# ")) {
      y += 8;
      return [label(line.slice(2), box.x, y, { size: 20, weight: "bold" })];
    }
    if (lines.length > 1) y += 22;
    const [, bold = "", rest = ""] = /^(?:\*\*(.+?)\*\*)?(.*)$/.exec(line) ?? [];
    const [size, from] = [11.5, box.x + textWidth(bold, 11.5) * boldFactor + 6];
    const parts = wrapped(rest.trim(), (box.width - (from - box.x)) / 1.06, size);
    return [
      label(bold, box.x, y, { size, weight: "bold" }),
      ...parts.map((part, index) => label(part, from, y + index * 13, { size, tone: "muted" })),
    ];
  });
}

function figure({ properties }: GraphWidget, box: Box): readonly Markup[] {
  const [metric] = properties.metrics;
  return [
    ...card(properties.title, box),
    label(figureOf(metric?.label ?? ""), box.x + 12, box.y + 62, { size: 28, weight: "bold" }),
  ];
}

const alarmsAcross = 5;

function alarms({ properties }: AlarmWidget, box: Box): readonly Markup[] {
  const cell = (box.width - 24) / alarmsAcross;
  const rows = Math.ceil(properties.alarms.length / alarmsAcross);
  const step = (box.height - 34) / rows;
  const marks = properties.alarms.flatMap((name, index) => {
    const x = box.x + 12 + (index % alarmsAcross) * cell;
    const y = box.y + 30 + Math.floor(index / alarmsAcross) * step;
    return [
      element("rect", { x, y, width: cell - 6, height: step - 4, rx: 3, class: "f-segment2", opacity: 0.16 }),
      element("circle", { cx: x + 10, cy: y + (step - 4) / 2, r: 3.5, class: "f-segment2" }),
      label(name.slice(name.indexOf("/") + 1), x + 19, y + (step - 4) / 2 + 3.5, { size: 10 }),
    ];
  });
  return [...card(properties.title, box), ...marks];
}
