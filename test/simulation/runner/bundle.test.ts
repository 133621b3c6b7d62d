import { describe, expect, it } from "vitest";
import { applied, bundled } from "#simulation/runner/bundle.ts";

const patch = { file: "domain/duration.ts", find: "export", replace: "export" };

describe("applied()", () => {
  it("changes the one place where the text occurs", () => {
    expect(applied("a = 1;", { file: "f.ts", find: "1", replace: "$&2" })).toBe("a = $&2;");
  });

  it.each([
    { text: "a", times: 0 },
    { text: "1 1", times: 2 },
  ])("refuses a text in which it occurs $times times", ({ text, times }) => {
    expect(() => applied(text, { file: "f.ts", find: "1", replace: "2" })).toThrow(
      `Cannot patch "f.ts": the text to replace occurs ${times} times, once is wanted`,
    );
  });
});

describe("bundled()", () => {
  it("names the file by its content", async () => {
    const plain = await bundled("domain/tactic.ts");
    expect(await bundled("domain/tactic.ts")).toBe(plain);
  });

  it("refuses a patch that does not fit", async () => {
    await expect(bundled("domain/duration.ts", [{ ...patch, find: "no such text" }])).rejects.toThrow("Cannot patch");
  });
});
