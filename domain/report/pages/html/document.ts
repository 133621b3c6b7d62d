import { createHash } from "node:crypto";
import { element, type Markup, styleSheet } from "../../../markup.ts";
import { style } from "./style.ts";

export interface Document {
  readonly title: string;
  readonly header: Markup;
  readonly main: readonly Markup[];
  readonly footer: Markup;
  /** For programs: neither run nor shown. */
  readonly data?: Markup;
}

// Nothing may be loaded, run, sent or framed: one style sheet, known by its hash, is all that the page is made of.
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** A page that is whole by itself: nothing that runs, no picture, no request. */
export function document({ title, header, main, footer, data }: Document): string {
  const head = element(
    "head",
    {},
    element("meta", { charset: "utf-8" }),
    element("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
    element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element("meta", { name: "color-scheme", content: "light dark" }),
    element("meta", { name: "referrer", content: "no-referrer" }),
    element("meta", { name: "robots", content: "noindex, nofollow" }),
    element("meta", { name: "format-detection", content: "telephone=no, address=no, email=no" }),
    element("title", {}, title),
    styleSheet(style),
  );
  const body = element(
    "body",
    {},
    element("a", { class: "skip", href: "#content" }, "Skip to the content"),
    header,
    element("main", { id: "content", class: "wide" }, ...main),
    footer,
    ...(data ? [data] : []),
  );
  return `<!doctype html>\n${element("html", { lang: "en" }, head, body).markup}\n`;
}
