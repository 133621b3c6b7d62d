/** JSON data as text; undefined where it nests too deeply to be written. */
export function jsonText(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** The size of JSON data in bytes of UTF-8, without white space; infinite where it nests too deeply to be written. */
export function jsonBytes(value: unknown): number {
  const text = jsonText(value);
  return text === undefined ? Number.POSITIVE_INFINITY : Buffer.byteLength(text);
}
