/** A piece of SVG that is safe to put into a document. */
export interface Markup {
  readonly svg: string;
}

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element. Texts among its children are escaped; numbers keep one decimal. */
export function element(name: string, attributes: Attributes, ...children: readonly (Markup | string)[]): Markup {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(typeof value === "number" ? rounded(value) : String(value))}"`)
    .join("");
  const inner = children.map((child) => (typeof child === "string" ? escaped(child) : child.svg)).join("");
  return { svg: inner === "" ? `<${name}${given}/>` : `<${name}${given}>${inner}</${name}>` };
}

/** Style sheets hold `>` and quotes that must stay what they are. @throws {Error} it would end its own element */
export function styleSheet(css: string): Markup {
  if (css.includes("<")) throw new Error('Cannot write a style sheet: it holds "<"');
  return { svg: `<style>${css}</style>` };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
