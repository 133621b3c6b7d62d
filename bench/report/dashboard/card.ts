import { element, type Markup } from "#domain/markup.ts";
import { label } from "../svg/label.ts";

/** Where something is drawn, in canvas units. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The frame of a widget, with its title. */
export function card(title: string, { x, y, width, height }: Box): readonly Markup[] {
  return [
    element("rect", { x, y, width, height, rx: 6, class: "f-paper s-grid" }),
    label(title, x + 12, y + 19, { size: 12.5, weight: "bold" }),
  ];
}
