import { beforeAll, describe, expect, it } from "vitest";
import { compileMachine } from "#local/engine/compile.ts";
import { type Blueprint, blueprintOf } from "#simulation/blueprint.ts";
import { hunt } from "#simulation/mutants/hunt.ts";
import type { Mutant } from "#simulation/mutants/mutant.ts";
import { mutants } from "#simulation/mutants/mutants.ts";

let blueprint: Blueprint;

beforeAll(async () => {
  blueprint = await blueprintOf("cdk.out");
});

const gross: Mutant = { name: "gross", bug: "reads no queue", stack: (stack) => ({ ...stack, mappings: [] }) };
const harmless: Mutant = { name: "harmless", bug: "none" };
const few = { seedsMax: 3, workers: 1 };

describe("hunt()", () => {
  it("tells the first seed that catches a bug, and that none does", async () => {
    const options = { blueprint, ...few };
    expect((await hunt(gross, options)).caught).toMatchObject({ seed: 1, invariant: "I1" });
    expect((await hunt(harmless, { ...options, faults: [] })).caught).toBeUndefined();
  });

  it("goes on when the product breaks the same seed without the bug", async () => {
    const passes = async (seed: number) => seed > 1;
    const { caught } = await hunt(gross, { blueprint, ...few, baseline: { passes } });
    expect(caught?.seed).toBe(2);
  });
});

describe("mutants of the stack", () => {
  it.each(mutants.filter(({ stack }) => stack))(
    "$name leaves a stack that can be deployed, and another one",
    ({ stack }) => {
      const changed = stack?.(blueprint);
      expect(changed).not.toEqual(blueprint);
      const definitions = changed?.stateMachines.map(({ definition }) => JSON.parse(String(definition))) ?? [];
      for (const definition of definitions) expect(() => compileMachine(definition)).not.toThrow();
    },
  );
});
