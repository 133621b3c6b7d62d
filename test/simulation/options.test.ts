import { describe, expect, it } from "vitest";
import { faultKinds } from "#simulation/faults/kinds.ts";
import { simulateOptions } from "#simulation/options.ts";

const anyName = faultKinds[0]?.name ?? "";

describe("simulateOptions()", () => {
  it("plays 2,000 seeds with all faults when nothing is said", () => {
    const { firstSeed, seeds, faults, findings, minutes, json } = simulateOptions([]);
    expect({ firstSeed, seeds, findings, minutes, json }).toEqual({
      firstSeed: 1,
      seeds: 2_000,
      findings: 20,
      minutes: undefined,
      json: false,
    });
    expect(faults).toEqual(faultKinds.map(({ name }) => name));
  });

  it("plays one seed when only that is said, and as many as said from there on", () => {
    expect(simulateOptions(["--seed", "0"])).toMatchObject({ firstSeed: 0, seeds: undefined });
    expect(simulateOptions(["--seed", "7", "--seeds", "3"])).toMatchObject({ firstSeed: 7, seeds: 3 });
  });

  it("takes fault kinds by name, and none", () => {
    expect(simulateOptions(["--faults", "none"]).faults).toEqual([]);
    expect(simulateOptions(["--faults", ` ${anyName} `]).faults).toEqual([anyName]);
  });

  it.each([
    { argv: ["--faults", "earthquake"], says: 'there is no "earthquake"' },
    { argv: ["--seeds", "0"], says: "a whole number of at least 1 is wanted" },
    { argv: ["--seeds", "1e3"], says: "a whole number" },
    { argv: ["--seed", "-1"], says: "a whole number of at least 0 is wanted" },
    { argv: ["--minutes", ""], says: "a whole number" },
    { argv: ["--intensity", "1.5"], says: "a number from 0 to 1 is wanted" },
    { argv: ["--wrong"], says: "unknown option" },
  ])("refuses $argv", ({ argv, says }) => {
    expect(() => simulateOptions(argv)).toThrow(says);
  });
});
