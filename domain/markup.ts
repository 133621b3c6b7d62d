import { cleanText } from "./text.ts";

/** A piece of HTML or SVG that is safe to put into a document: made here and nowhere else. */
export interface Markup {
  readonly markup: string;
}

export type Attributes = Readonly<Record<string, string | number | undefined>>;

// No text of ours is a tenth as long.
const textMax = 8_192;

// What may be written as `<name/>`. All else gets an end tag: in HTML, `<td/>` is a beginning that nothing ends.
const emptyElements = new Set("br circle col hr line link meta path polygon polyline rect use".split(" "));

/**
 * An element. Texts among its children, and attributes, become one line without anything invisible, and are escaped; numbers
 * keep one decimal. An attribute that is undefined is left out.
 */
export function element(name: string, attributes: Attributes, ...children: readonly (Markup | string)[]): Markup {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(typeof value === "number" ? rounded(value) : String(value))}"`)
    .join("");
  if (children.length === 0 && emptyElements.has(name)) return { markup: `<${name}${given}/>` };
  return { markup: `<${name}${given}>${together(children).markup}</${name}>` };
}

/** Pieces and texts one after the other. */
export function together(children: readonly (Markup | string)[]): Markup {
  return { markup: children.map((child) => (typeof child === "string" ? escaped(child) : child.markup)).join("") };
}

/** Style sheets hold `>` and quotes that must stay what they are. @throws {Error} it would end its own element */
export function styleSheet(css: string): Markup {
  if (css.includes("<")) throw new Error('Cannot write a style sheet: it holds "<"');
  return { markup: `<style>${css}</style>` };
}

/**
 * Data for programs: a block that no browser runs or shows.
 * @see html.spec.whatwg.org/multipage/scripting.html#data-block (read 2026-12-01)
 * @throws {Error} it might end its own element
 */
export function dataBlock(id: string, json: string): Markup {
  if (/[<>&]/.test(json)) throw new Error('Cannot write a block of data: it holds "<", ">" or "&"');
  return { markup: `<script type="application/json" id="${escaped(id)}">${json}</script>` };
}

function escaped(text: string): string {
  const clean = /^\s|\s$/.test(text) ? edged(text) : cleanText(text, textMax);
  return clean.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** A blank at either end separates it from its neighbours. */
function edged(text: string): string {
  const inner = cleanText(text, textMax);
  return `${/^\s/.test(text) ? " " : ""}${inner}${inner !== "" && /\s$/.test(text) ? " " : ""}`;
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
