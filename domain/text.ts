import { maskAccessKeys } from "./access-key.ts";

// What a terminal, a log or a browser would act on instead of showing: controls, directional and zero-width characters, line and
// paragraph separators, tags, fillers; and what can hide a message: variation selectors, code points that are no characters.
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]+/gu;

const asciiWords = /^[!-~]+(?: [!-~]+)*$/;

/**
 * One line of hostile text, safe to show: control, bidirectional and invisible characters become a blank, lone surrogates
 * U+FFFD, runs of white space one blank; access key ids are shortened.
 * @returns at most `maxLength` UTF-16 units, never cut inside a code point
 */
export function cleanText(text: string, maxLength: number): string {
  if (text.length <= maxLength && asciiWords.test(text)) return maskAccessKeys(text);
  return cutText(maskAccessKeys(visibleLine(text, maxLength)), maxLength).trimEnd();
}

/** The same line with access key ids in full: for what people search by, where a shortened id would find nothing. */
export function exactText(text: string, maxLength: number): string {
  if (text.length <= maxLength && asciiWords.test(text)) return text;
  return cutText(visibleLine(text, maxLength), maxLength).trimEnd();
}

function visibleLine(text: string, maxLength: number): string {
  // Cut generously first: cleaning a megabyte to keep 160 characters of it is not worth the time.
  const head = text.slice(0, maxLength * 8).toWellFormed();
  return head.replace(invisible, " ").replace(/\s+/gu, " ").trim();
}

/**
 * The same for what names somebody: where anything had to be changed it ends in U+FFFD, so that it never passes for
 * another name.
 */
export function cleanIdentifier(text: string, maxLength: number): string {
  const clean = cleanText(text, maxLength);
  return clean === maskAccessKeys(text) ? clean : `${cutText(clean, maxLength - 1)}\ufffd`;
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
