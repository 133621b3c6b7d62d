import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { generatedParts, withPart } from "#cli/docs/generated.ts";

describe("generated parts", () => {
  it.each(generatedParts)("of $file stand as they would be made now", ({ file, name, content }) => {
    const document = readFileSync(file, "utf8");
    expect(withPart(document, name, content())).toBe(document);
  });
});

describe("withPart()", () => {
  it("refuses a document without the marks", () => {
    expect(() => withPart("no marks here", "settings", "x")).toThrow(
      'Cannot write part "settings": the marks <!-- settings:begin --> and <!-- settings:end --> are missing',
    );
  });
});
