import { describe, expect, it } from "vitest";
import { mutants } from "#simulation/mutants/mutants.ts";
import { mutantOptions } from "#simulation/mutants/options.ts";

const anyName = mutants[0]?.name ?? "";

describe("mutantOptions()", () => {
  it("hunts every bug for 1,000 seeds each when nothing is said, and writes nothing down", () => {
    expect(mutantOptions([])).toMatchObject({ seeds: 1_000, only: undefined, record: false, json: false });
  });

  it("takes bugs by name", () => {
    expect(mutantOptions(["--only", anyName, "--record"])).toMatchObject({ only: [anyName], record: true });
  });

  it.each([
    ["a name that no bug has", ["--only", "no-bug"], 'there is no "no-bug"'],
    ["no seeds", ["--seeds", "0"], "a whole number of at least 1"],
  ])("refuses %s", (_what, argv, message) => {
    expect(() => mutantOptions(argv)).toThrow(message);
  });
});
