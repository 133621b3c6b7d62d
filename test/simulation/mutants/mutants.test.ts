import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mutants } from "#simulation/mutants/mutants.ts";
import { applied } from "#simulation/runner/bundle.ts";

describe("mutants", () => {
  it("are at least 60, each with a name of its own", () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    expect(mutants.length).toBeGreaterThanOrEqual(60);
  });

  it.each(mutants.flatMap((mutant) => (mutant.patches ?? []).map((patch) => ({ name: mutant.name, patch }))))(
    "$name fits the source it changes",
    ({ patch }) => {
      const source = readFileSync(patch.file, "utf8");
      expect(applied(source, patch)).not.toBe(source);
    },
  );
});
