import { textWidth } from "#bench/report/svg/label.ts";

interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where the texts of a drawing stand. Bold ones are a little wider. */
export function textBoxes(svg: string): readonly Box[] {
  return [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = "", escaped = ""]) => {
    const read = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? "";
    const text = escaped
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&");
    const [x, y, size] = [Number(read("x")), Number(read("y")), Number(read("font-size"))];
    const width = textWidth(text, size) * (read("font-weight") === "bold" ? 1.04 : 1);
    const left = x - { start: 0, middle: width / 2, end: width }[read("text-anchor") as "start" | "middle" | "end"];
    return { text, left, right: left + width, top: y - size * 0.76, bottom: y + size * 0.2 };
  });
}

/** Pairs of texts that run into each other. */
export function collisions(svg: string): readonly string[] {
  const boxes = textBoxes(svg);
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter((two) => one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom)
      .map((two) => `"${one.text}" and "${two.text}"`),
  );
}

/** Texts that leave the paper. */
export function overflows(svg: string): readonly string[] {
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
  return textBoxes(svg)
    .filter(({ left, right, top, bottom }) => left < 0 || top < 0 || right > Number(width) || bottom > Number(height))
    .map(({ text }) => text);
}

/** What is wrong with the nesting of the elements, or with their numbers. */
export function malformations(svg: string): readonly string[] {
  const open: string[] = [];
  const wrong: string[] = /NaN|Infinity|undefined/.exec(svg)?.slice() ?? [];
  for (const [tag, closing, name = "", rest = ""] of svg.matchAll(/<(\/?)([a-zA-Z]+)([^<>]*)>/g)) {
    if (closing) {
      if (open.pop() !== name) wrong.push(tag);
    } else if (!rest.endsWith("/")) open.push(name);
  }
  return [...wrong, ...open];
}
