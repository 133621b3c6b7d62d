import { describe, expect, it } from "vitest";
import { countryOf } from "#domain/report/country.ts";

describe("countryOf()", () => {
  it.each([
    ["Singapore", "SG"],
    ["Dublin, Ireland", "IE"],
    ["Seoul, Korea, Republic of", "KR"],
    ["South Korea", "KR"],
    ["Korea, Democratic People's Republic of", "KP"],
    ["Tehran, Iran, Islamic Republic of", "IR"],
    ["Kinshasa, Congo, The Democratic Republic of the", "CD"],
    ["Congo - Kinshasa", "CD"],
    ["Republic of the Congo", "CG"],
    ["Istanbul, Turkey", "TR"],
    ["Türkiye", "TR"],
    ["Prague, Czech Republic", "CZ"],
    ["Abidjan, Cote d'Ivoire", "CI"],
    ["Hong Kong", "HK"],
    ["Macao SAR China", "MO"],
    ["Taipei, Taiwan, Province of China", "TW"],
    ["Ashburn, Virginia, United States", "US"],
    ["Saint Lucia", "LC"],
    ["Trinidad and Tobago", "TT"],
    ["Moscow, Russian Federation", "RU"],
    ["Guinea-Bissau", "GW"],
    ["DE", "DE"],
  ])("of %s is %s", (place, code) => expect(countryOf(place)).toBe(code));

  it.each([
    "",
    "unknown",
    "Atlantis",
    "San Jose, CA",
    "Europe",
    "XX",
    "D ",
    "Unknown Region",
    ",,,",
    "Ireland, nowhere",
  ])("of %j is not known", (place) => expect(countryOf(place)).toBeUndefined());

  it("is found by the runtime's own name of every country", () => {
    const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
    const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
    const codes = letters.flatMap((a) => letters.map((b) => `${a}${b}`)).filter((code) => countryOf(code) === code);
    expect(codes).toHaveLength(249);
    expect(codes.filter((code) => countryOf(names.of(code) ?? "") !== code)).toEqual([]);
  });
});
