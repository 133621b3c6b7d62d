import { element, type Markup, styleSheet } from "#domain/markup.ts";
import { label, textWidth, wrapped } from "./label.ts";
import { themeCss } from "./theme.ts";

/** Canvas units across, the same for all charts; drawn larger where there is room, smaller on a phone. */
export const canvasWidth = 440;
export const margin = 12;

const shownWidth = 640;
const [titleSize, subtitleSize, captionSize] = [15, 11.5, 10];
const lineHeight = 15;

export interface ChartText {
  /** What is shown, in one line. */
  readonly title: string;
  /** What is good, and of which workload. */
  readonly subtitle: string;
  /** The same for those who hear the chart: the numbers that matter. */
  readonly description: string;
  /** Where the numbers come from. */
  readonly caption: string;
}

/** How far down the body of a chart with this text begins. */
export function bodyTop({ subtitle }: Pick<ChartText, "subtitle">): number {
  return 32 + subtitleLines(subtitle).length * lineHeight + 6;
}

/**
 * A whole chart: title, subtitle, body, caption, on paper of its own, so that it can be read on any page.
 * @param bodyBottom how far down the body reaches
 */
export function frame(text: ChartText, bodyBottom: number, body: readonly Markup[]): string {
  const captions = wrapped(text.caption, canvasWidth - 2 * margin, captionSize);
  const height = bodyBottom + 8 + captions.length * 13 + 6;
  const svg = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${canvasWidth} ${Math.ceil(height)}`,
      width: shownWidth,
      height: Math.ceil((height * shownWidth) / canvasWidth),
      role: "img",
      "aria-labelledby": "title description",
    },
    element("title", { id: "title" }, text.title),
    element("desc", { id: "description" }, text.description),
    styleSheet(themeCss()),
    element("rect", { width: canvasWidth, height: Math.ceil(height), rx: 6, class: "f-paper" }),
    label(text.title, margin, 26, { size: titleSize, weight: "bold" }),
    ...subtitleLines(text.subtitle).map((line, index) =>
      label(line, margin, 44 + index * lineHeight, { size: subtitleSize, tone: "muted" }),
    ),
    ...body,
    ...captions.map((line, index) =>
      label(line, margin, bodyBottom + 18 + index * 13, { size: captionSize, tone: "muted" }),
    ),
  );
  return `${svg.markup}\n`;
}

function subtitleLines(subtitle: string): readonly string[] {
  return wrapped(subtitle, canvasWidth - 2 * margin, subtitleSize);
}

/** Entries side by side, in as many rows as they need. */
export function legend(entries: readonly { readonly text: string; draw(x: number, y: number): Markup }[], top: number) {
  const [size, symbolWidth, gap, rowHeight] = [11, 16, 12, 17];
  const marks: Markup[] = [];
  let [x, y] = [margin, top];
  for (const { text, draw } of entries) {
    const width = symbolWidth + textWidth(text, size) + gap;
    if (x > margin && x + width - gap > canvasWidth - margin) [x, y] = [margin, y + rowHeight];
    marks.push(draw(x + 5, y - 4), label(text, x + symbolWidth, y, { size }));
    x += width;
  }
  return { marks, bottom: y + 8 };
}
