import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { accessKeyTexts } from "#simulation/faults/content/access-key-text.ts";
import { hostileTexts as composed } from "#simulation/faults/content/hostile-text.ts";

const folder = new URL("../cases/hostile/", import.meta.url);

/** Texts that try to be more than text, by family. */
export const hostileTexts: readonly (readonly [family: string, texts: readonly string[]])[] = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => [file.replace(".json", ""), JSON.parse(readFileSync(new URL(file, folder), "utf8"))]);

/** All there are: those families, and the thousand that the simulation composes for its findings. */
export const everyHostileText: readonly string[] = [
  ...new Set([...hostileTexts.flatMap(([, texts]) => texts), ...composed, ...accessKeyTexts]),
];

// The pieces that dangerous texts are made of, so that random ones are dangerous too.
const pieces =
  "< > ` | * ~ _ [ ] ( ) ! { } $ % # & ; : // . = + - @ \\ \" ' “ ” … × a b1 é 中 http https data Custom www &lt \u202e \u200b \0 \u001b \ud800 \udc00 \u{e0041} \ufe0f ＜ ＝"
    .split(" ")
    .concat(" ", "\n");

/** Any text, often made of what programs act on. */
export const treacherousText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: fc.constantFrom(...pieces), maxLength: 60 }),
  fc.constantFrom(...everyHostileText),
);

/** What a program could act on in a text that is to be nothing but text; empty when it is harmless. */
export function actsIn(text: string): readonly string[] {
  return found(text, [...shownChecks, ...textChecks]);
}

/** What a terminal or a log viewer would act on in place of showing it, and what none of them is to show. */
export function showsOnly(text: string): readonly string[] {
  return found(text, shownChecks);
}

function found(text: string, checks: readonly (readonly [string, RegExp])[]): readonly string[] {
  return checks.filter(([, pattern]) => pattern.test(text)).map(([what]) => what);
}

const shownChecks: readonly (readonly [string, RegExp])[] = [
  ["control character", /\p{Cc}/u],
  ["format character: bidirectional, zero width, tag", /\p{Cf}/u],
  ["invisible character", /[\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\p{Zl}\p{Zp}]/u],
  ["lone surrogate", /\p{Cs}/u],
];

const textChecks: readonly (readonly [string, RegExp])[] = [
  ["access key id", /A[KS]IA[A-Z0-9]{12}/],
  ["HTML", /[<>]|&(?:#|[a-z]{2})/i],
  ["Markdown link or image", /\]\(|\]\[|\]:/],
  ["Markdown code, table or emphasis", /[`|*~]|(?<![\p{L}\p{N}])_(?=\S)/u],
  ["formula", /^[=+\-@\t\r]/],
  ["look-up or template", /\$[{(]|\{[{%#]/],
  ["link", /\bhttps?:|\/\/[^\s/]*(?<!\[)\.(?=[\p{L}\p{N}])|\b(?:javascript|vbscript|data|file|mailto):/iu],
  ["link by protocol", /(?<!hxxps?):\/\//],
  ["bare domain", /[\p{L}\p{N}]\.(?!Custom\b)\p{L}{2}/u],
];
