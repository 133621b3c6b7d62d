/** The text when it is an address of the web that fits: `https`, ASCII, nothing that could end it early. */
export function webLink(text: string | undefined, charsMax: number): string | undefined {
  return text !== undefined && text.length <= charsMax && /^https:\/\/[^\s"'<>`\\^{|}\u007f-\uffff]+$/.test(text)
    ? text
    : undefined;
}
