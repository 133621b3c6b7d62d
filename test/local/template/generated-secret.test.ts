import { describe, expect, it } from "vitest";
import { generatedSecret } from "#local/template/generated-secret.ts";

describe("generatedSecret()", () => {
  it("makes 32 characters of every kind, the same each time for one name, others for another", () => {
    const value = generatedSecret("a", {});
    expect(value).toMatch(/^(?=.*[A-Z])(?=.*[a-z])(?=.*\d)(?=.*[^\w])[!-~]{32}$/);
    expect(generatedSecret("a", {})).toBe(value);
    expect(generatedSecret("b", {})).not.toBe(value);
  });

  it("leaves out what it is told to", () => {
    const asked = {
      ExcludePunctuation: true,
      ExcludeUppercase: "true",
      ExcludeCharacters: "abc012",
      PasswordLength: 200,
    };
    expect(generatedSecret("a", asked)).toMatch(/^[d-z3-9]{200}$/);
    expect(generatedSecret("a", { ...asked, IncludeSpace: true })).toMatch(/^[d-z3-9 ]{200}$/);
  });

  it("puts it into a template", () => {
    const asked = {
      SecretStringTemplate: '{"next":"","id":1}',
      GenerateStringKey: "current",
      ExcludePunctuation: true,
    };
    expect(JSON.parse(generatedSecret("a", asked))).toEqual({
      ...{ next: "", id: 1 },
      current: expect.stringMatching(/^\w{32}$/),
    });
  });

  it.each([
    ["a template without a key", { SecretStringTemplate: "{}" }, "wanted together"],
    ["a template that is none", { SecretStringTemplate: "[]", GenerateStringKey: "k" }, "an object is wanted"],
    ["too few places", { PasswordLength: 3 }, "too few places"],
    [
      "no characters",
      { ExcludeCharacters: "0123456789", ExcludeUppercase: true, ExcludeLowercase: true, ExcludePunctuation: true },
      "no characters",
    ],
  ])("refuses %s", (_what, asked, message) => {
    expect(() => generatedSecret("a", asked)).toThrow(message);
  });
});
