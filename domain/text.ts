// What a terminal, a log or a browser would act on instead of showing: C0/C1 controls, soft hyphen, Arabic letter mark,
// Hangul and Mongolian fillers, zero-width characters, directional marks, embeddings and isolates, line and paragraph
// separators, byte order mark, interlinear annotations, tag characters.
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E007F}]+/gu;

const asciiWords = /^[!-~]+(?: [!-~]+)*$/;

/**
 * One line of hostile text, safe to show: control, bidirectional and invisible characters become a blank, lone surrogates
 * U+FFFD, runs of white space one blank.
 * @returns at most `maxLength` UTF-16 units, never cut inside a code point
 */
export function cleanText(text: string, maxLength: number): string {
  if (text.length <= maxLength && asciiWords.test(text)) return text;
  // Cut generously first: cleaning a megabyte to keep 160 characters of it is not worth the time.
  const head = text.slice(0, maxLength * 8).toWellFormed();
  return cutText(head.replace(invisible, " ").replace(/\s+/gu, " ").trim(), maxLength).trimEnd();
}

/** Text as it is, save that what a terminal would act on is written as a JSON escape: JSON stays the same JSON. Lines and tabs stay. */
export function escapeInvisible(text: string): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return text.toWellFormed().replace(invisible, (run) => run.replace(/[^\n\t]/g, escaped));
}

/** The first `maxLength` UTF-16 units of the text, one fewer where that would split a code point. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const last = text.charCodeAt(maxLength - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? maxLength - 1 : maxLength);
}
