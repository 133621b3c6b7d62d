import { maskAccessKeys } from "./access-key.ts";
import { cleanText, cutText } from "./text.ts";

// Longer texts are cut before they are looked at: no sink shows a tenth of it.
const readCharsMax = 2_000;

type Rule = readonly [RegExp, (match: string) => string];

/** What is done to characters beyond ASCII. These patterns look at every character: text of ASCII alone is spared them. */
const plainer: readonly Rule[] = [
  // Variation selectors and the like: invisible, and able to carry a hidden message.
  [/[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu, () => ""],
  // Full-width and small forms (＝ ＜ ＠) count as their ASCII twins in spreadsheets and browsers.
  [/[\uFF01-\uFF5E\uFE50-\uFE6B]/g, (form) => form.normalize("NFKC")],
  // Letters that carry a stack of marks paint over the lines around them.
  [/\p{M}{3,}/gu, (marks) => marks.slice(0, 2)],
];
const beyondAscii = /[\u0080-\uFFFF]/;

/** What makes text more than text, by the program that would act on it. Every pattern is linear. */
const disarmed: readonly Rule[] = [
  // Markup: Markdown, HTML, tables, chat. `[.]` and `[:]` are ours, see below.
  [/[<>`|*~"\\]/g, (mark) => lookalikes.get(mark) ?? mark],
  [/\[(?![.:]\])/g, () => "("],
  [/(?<!\[[.:])\]/g, () => ")"],
  [/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, () => "-"],
  // AT&T stays; &lt and &#60 do not, even where a semicolon of ours follows.
  [/&(?=#|[a-z]{2})/gi, () => "& "],
  // Templates and look-ups: ${jndi:…}, $(…), {{…}}, {%…%}.
  [/\$(?=[{(])|\{(?=[{%#])/g, (mark) => `${mark} `],
  // Links, made unclickable the way analysts write them.
  [/\bhttps?(?=:)/gi, (scheme) => (scheme.length > 4 ? "hxxps" : "hxxp")],
  [/\b(?:javascript|vbscript|data|file|mailto):/gi, (scheme) => `${scheme.slice(0, -1)}[:]`],
  [/(?<!hxxps?):(?=\/\/)/g, () => "[:]"],
  [/\/\/[^\s/]+/g, (authority) => authority.replace(/(?<!\[)\.(?!\])/g, "[.]")],
  // `….Custom` ends GuardDuty types and no domain. The dot comes first: a pattern that began by looking back would do so everywhere.
  [/\.(?<=[\p{L}\p{N}]\.)(?!Custom\b)(?=\p{L}{2})/gu, () => "[.]"],
  [/\](?=[([:])/g, () => "] "],
  [/\s+/g, () => " "],
];

const lookalikes: ReadonlyMap<string, string> = new Map([
  ["<", "‹"],
  [">", "›"],
  ["`", "'"],
  ['"', "'"],
  ["|", "¦"],
  ["*", "∗"],
  ["~", "∼"],
  ["\\", "/"],
]);

// Most texts: nothing that a rule above is about, or not where it is about it. One look tells, twenty passes need not follow.
const tame =
  /^(?![=+@ -])(?:[a-z0-9,;()'+=@#%“”·-]| (?=[^ ])|(?<=[a-z0-9])_(?=[a-z0-9])|\.(?=[ \d,;)]|$)|\/(?!\/)|(?<!https?|javascript|vbscript|data|file|mailto):(?!\/\/))*$/i;

/**
 * Text from outside that stays text wherever it is shown: no control, bidirectional or invisible characters, no
 * Markdown, HTML or chat markup, no formula at the beginning, no link. Still readable: `http://evil.example` becomes
 * `hxxp://evil[.]example`, and access key ids keep their ends. Text that has been through it once is not changed again.
 * @param charsMax in UTF-16 code units; the cut falls on a code point and shows as `…`
 */
export function inertText(text: string, charsMax: number): string {
  if (text.length <= charsMax && tame.test(text)) return maskAccessKeys(text);
  const clean = cleanText(text, readCharsMax);
  const plain = after(disarmed, beyondAscii.test(clean) ? after(plainer, clean) : clean).trim();
  // Once more: what was invisible may have stood between the letters of a key.
  return shorten(withoutFormula(maskAccessKeys(plain)), charsMax);
}

function after(rules: readonly Rule[], text: string): string {
  return rules.reduce((rest, [what, how]) => rest.replace(what, how), text);
}

/** An IAM name or ARN as it is, key ids apart, if it is made of what IAM allows; anything else as quoted inert text. */
export function inertIdentifier(text: string, charsMax: number): string {
  return iamCharacters.test(text) ? shorten(withoutFormula(maskAccessKeys(text)), charsMax) : quote(text, charsMax);
}

// Names: [\w+=,.@-]; ARNs of users and roles add a path.
const iamCharacters = /^(?:arn:aws[a-z-]*:iam::\d{12}:(?:user|role)\/(?:[\w+=,.@-]+\/)*)?[\w+=,.@-]+$/;

const quotedLengthMax = 120;

/** An id for an error message: inert, cut to 120 characters, in double quotes that it cannot end. */
export function quoteId(id: string): string {
  return `"${inertText(id, quotedLengthMax)}"`;
}

/** Foreign text inside a sentence of ours: where it begins and ends cannot be faked. `charsMax` counts the quotation marks. */
export function quote(text: string, charsMax: number): string {
  return `“${inertText(text.replace(/[“”„‟]/g, "'"), charsMax - 2)}”`;
}

/** The longest beginning that fits, cut on a code point, with `…` where something was cut. */
export function shorten(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  return charsMax > 0 ? `${cutText(text, charsMax - 1).trimEnd()}…` : "";
}

function withoutFormula(text: string): string {
  return /^[=+\-@]/.test(text) ? `'${text}` : text;
}
