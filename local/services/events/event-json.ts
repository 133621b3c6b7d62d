/**
 * The JSON of a value as `JSON.stringify` writes it: keys in their order, lone surrogates escaped. Any depth will do,
 * where `JSON.stringify` overflows the stack at some thousand levels.
 */
export function eventJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return deepJson(value);
  }
}

function deepJson(value: unknown): string {
  const text: string[] = [];
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (next instanceof Text) text.push(next.raw);
    else if (Array.isArray(next))
      open.push(
        ...pieces(
          "[",
          next.map((item) => [item]),
          "]",
        ).reverse(),
      );
    else if (typeof next === "object" && next !== null) open.push(...pieces("{", members(next), "}").reverse());
    else text.push(JSON.stringify(next) ?? "null");
  }
  return text.join("");
}

/** Finished JSON, in contrast to a string that is yet to be quoted. */
class Text {
  readonly raw: string;
  constructor(raw: string) {
    this.raw = raw;
  }
}

function members(value: object): unknown[][] {
  const defined = Object.entries(value).filter(([, member]) => member !== undefined);
  return defined.map(([name, member]) => [new Text(`${JSON.stringify(name)}:`), member]);
}

function pieces(start: string, items: readonly unknown[][], end: string): unknown[] {
  const separated = items.flatMap((item, index) => (index === 0 ? item : [new Text(","), ...item]));
  return [new Text(start), ...separated, new Text(end)];
}
