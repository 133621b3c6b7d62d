/** A text that cannot be read as what it should be. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}

/** Reads a text from left to right, for the small grammars of paths and intrinsic functions. */
export class TextReader {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** Takes what a sticky pattern matches here, if it does. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.position += found.length;
    return found;
  }

  /** Takes a literal, if it stands here. */
  take(literal: string): boolean {
    if (!this.text.startsWith(literal, this.position)) return false;
    this.position += literal.length;
    return true;
  }

  /** @throws {Unreadable} the literal does not stand here */
  expect(literal: string): void {
    if (!this.take(literal)) throw this.unreadable(`wanted "${literal}"`);
  }

  space(): void {
    this.match(/\s*/y);
  }

  /** A text in quotes, in which a backslash quotes the next character; undefined when none begins here. */
  quoted(quotes: string): string | undefined {
    const quote = this.text[this.position];
    if (quote === undefined || !quotes.includes(quote)) return undefined;
    const body = this.match(quote === "'" ? /'(?:[^'\\]|\\.)*'/sy : /"(?:[^"\\]|\\.)*"/sy);
    if (body === undefined) throw this.unreadable("the quoted text does not end");
    return body.slice(1, -1).replace(/\\(.)/gs, "$1");
  }

  unreadable(why: string): Unreadable {
    return new Unreadable(`Cannot read "${this.text}" at position ${this.position}: ${why}`);
  }
}
