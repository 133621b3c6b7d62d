import { countryNames } from "./country-names.ts";

const table: readonly (readonly [code: string, names: readonly string[]])[] = countryNames
  .trim()
  .split("\n")
  .map((line) => [line.slice(0, 2), line.slice(3).split("; ")]);

const codes: ReadonlySet<string> = new Set(table.map(([code]) => code));
const codeOfName: ReadonlyMap<string, string> = new Map(
  table.flatMap(([code, names]) => names.map((name) => [plainName(name), code] as const)),
);
const nameMax = 80;

/**
 * The ISO 3166-1 alpha-2 code of a country given by that code or by name: vendors spell names in many ways
 * (`Korea, Republic of` and `South Korea`), so only the code can be compared.
 * @returns undefined for what names no country that is known, `Anonymous Proxy` among them
 */
export function countryCodeOf(text: string | undefined): string | undefined {
  const told = text?.trim();
  if (told === undefined || told.length > nameMax) return undefined;
  return codes.has(told) ? told : codeOfName.get(plainName(told));
}

/** Letters only, without accents, case or the abbreviations that come and go. */
function plainName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/\bst\b/g, "saint")
    .replace(/[^a-z]+/g, " ")
    .trim()
    .replace(/^the /, "");
}
