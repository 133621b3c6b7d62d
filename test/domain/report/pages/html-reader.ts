import { type DefaultTreeAdapterTypes, parse } from "parse5";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** A page as a browser reads it, and what its author got wrong. */
export function readHtml(html: string): { readonly elements: readonly Element[]; readonly errors: readonly string[] } {
  const errors: string[] = [];
  const page = parse(html, { onParseError: ({ code }) => errors.push(code) });
  return { elements: page.childNodes.flatMap(allIn), errors };
}

function allIn(node: Node): readonly Element[] {
  if (!("tagName" in node)) return [];
  return [node, ...node.childNodes.flatMap(allIn)];
}

/** What an element is made of, its text apart. */
export function shape({ tagName, attrs }: Element): string {
  return `${tagName} ${attrs.map(({ name }) => name).join(" ")}`.trim();
}

export function attribute({ attrs }: Element, wanted: string): string | undefined {
  return attrs.find(({ name }) => name === wanted)?.value;
}

/** The text of a node; of what is around a script or a block of data, what is shown of it. */
export function textOf(node: Node): string {
  if ("value" in node) return node.value;
  if (!("childNodes" in node)) return "";
  return node.childNodes
    .filter(({ nodeName }) => nodeName !== "script")
    .map(textOf)
    .join("");
}
