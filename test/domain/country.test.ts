import { describe, expect, it } from "vitest";
import { countryCodeOf } from "#domain/country.ts";
import { countryNames } from "#domain/country-names.ts";
import countries from "../cases/brief/countries.json" with { type: "json" };

describe("countryCodeOf()", () => {
  it.each(countries)("answers $code when told $told", ({ told, code }) => {
    expect(countryCodeOf(told)).toBe(code ?? undefined);
  });

  it("answers nothing when told nothing, or more than a name", () => {
    expect([undefined, "a".repeat(1_000_000)].map(countryCodeOf)).toEqual([undefined, undefined]);
  });

  it("answers each of 250 codes for itself and for each of its names", () => {
    const rows = countryNames
      .trim()
      .split("\n")
      .map((line) => ({ code: line.slice(0, 2), names: line.slice(3).split("; ") }));
    const wrong = rows.flatMap(({ code, names }) => [code, ...names].filter((told) => countryCodeOf(told) !== code));
    expect({ codes: rows.length, wrong }).toEqual({ codes: 250, wrong: [] });
  });
});
