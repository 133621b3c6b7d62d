/** A map of texts, which XML has to tell from a structure. */
export class XmlMap {
  readonly entries: readonly { readonly key: string; readonly value: unknown }[];

  constructor(map: unknown) {
    this.entries = Object.entries(map ?? {}).map(([key, value]) => ({ key, value }));
  }
}

/** Writes members as XML elements: lists as `<member>`, maps as `<entry>`, instants as ISO 8601, absent members not at all. */
export function writeXml(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map((item) => `<member>${writeXml(item)}</member>`).join("");
  if (value instanceof XmlMap) return value.entries.map((entry) => `<entry>${writeXml(entry)}</entry>`).join("");
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object") return Object.entries(value).map(writeElement).join("");
  return escapeXml(String(value));
}

const writeElement = ([name, value]: [string, unknown]): string =>
  value === undefined || value === null ? "" : `<${name}>${writeXml(value)}</${name}>`;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Escapes text for XML; characters that XML cannot hold become U+FFFD. */
export const escapeXml = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly the characters XML 1.0 forbids
  text.replace(/[&<>"']/g, (found) => entities[found] ?? found).replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, "\uFFFD");
