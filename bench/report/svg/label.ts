import { element, type Markup } from "#domain/markup.ts";

interface LabelOptions {
  readonly anchor?: "start" | "middle" | "end";
  readonly size?: number;
  readonly tone?: "ink" | "muted" | "paper";
  readonly weight?: "bold";
}

/** A line of text; `y` is its baseline. */
export function label(text: string, x: number, y: number, options: LabelOptions = {}): Markup {
  const { anchor = "start", size = 12, tone = "ink", weight } = options;
  const attributes = { x, y, class: `f-${tone}`, "font-size": size, "text-anchor": anchor, "font-weight": weight };
  return element("text", attributes, text);
}

const narrow = /[ .,:;'|!iljtfrI()[\]/·-]/;
const wide = /[mwMW%@—]/;

/** About how wide a text is in a common sans-serif, a little on the large side. */
export function textWidth(text: string, size: number): number {
  const ems = [...text].reduce((sum, one) => sum + (narrow.test(one) ? 0.34 : wide.test(one) ? 0.9 : 0.58), 0);
  return ems * size;
}

/** The text in lines no wider than `width`; a word is never broken. */
export function wrapped(text: string, width: number, size: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Moves places apart to `gap` at least, as little as that takes, in their order and inside the range. */
export function spreadOut(
  places: readonly number[],
  gap: number,
  range: { from: number; to: number },
): readonly number[] {
  const order = places.map((_, index) => index).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const sorted = order.map((index) => places[index] ?? 0);
  const pushed: number[] = [];
  for (const place of sorted) pushed.push(Math.max(place, (pushed.at(-1) ?? range.from - gap) + gap));
  for (let index = pushed.length - 1, limit = range.to; index >= 0; index--, limit -= gap) {
    pushed[index] = Math.min(pushed[index] ?? limit, limit);
  }
  const result: number[] = [];
  for (const [rank, index] of order.entries()) result[index] = pushed[rank] ?? 0;
  return result;
}
