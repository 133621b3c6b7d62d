import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { faultKinds } from "#simulation/faults/kinds.ts";
import { focus } from "#simulation/mutants/focus.ts";
import { mutants } from "#simulation/mutants/mutants.ts";
import { readResults } from "#simulation/mutants/results.ts";
import { applied } from "#simulation/runner/bundle.ts";

describe("mutants", () => {
  it("are at least 60, each with a name of its own", () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    expect(mutants.length).toBeGreaterThanOrEqual(60);
  });

  it("were each caught within 1,000 seeds when they were hunted last (npm run simulate:mutants -- --record)", () => {
    const results = readResults();
    expect(results.map(({ name }) => name)).toEqual(mutants.map(({ name }) => name));
    expect(results.filter(({ seed }) => seed > 1_000)).toEqual([]);
  });

  it("name faults that there are, where faults are known to bring them out", () => {
    const [names, kinds] = [mutants, faultKinds].map((all) => new Set(all.map(({ name }) => name)));
    expect(Object.keys(focus).filter((name) => !names?.has(name))).toEqual([]);
    expect(
      Object.values(focus)
        .flat()
        .filter((fault) => !kinds?.has(fault)),
    ).toEqual([]);
  });

  it.each(mutants.flatMap((mutant) => (mutant.patches ?? []).map((patch) => ({ name: mutant.name, patch }))))(
    "$name fits the source it changes",
    ({ patch }) => {
      const source = readFileSync(patch.file, "utf8");
      expect(applied(source, patch)).not.toBe(source);
    },
  );
});
