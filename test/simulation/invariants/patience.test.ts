import { describe, expect, it } from "vitest";
import type { Happening } from "#simulation/happening.ts";
import { patience } from "#simulation/invariants/patience.ts";
import { aWorld } from "./a-world.ts";
import { aLetter, anEnrichment } from "./happenings.ts";

const wrote = (error?: string): Happening => ({
  kind: "task",
  resource: "lambda",
  state: "Enrich findings",
  input: anEnrichment(),
  ...(error && { error }),
});
const parks: Happening = {
  kind: "task",
  resource: "sqs",
  state: "Send to the dead-letter queue",
  input: { MessageBody: aLetter() },
};

/** What is broken when writing fails so often, with this error, before the finding is parked. */
function broken(tries: number, error: string): readonly string[] {
  const world = aWorld(patience);
  for (let one = 0; one < tries; one++) world.tell(wrote(error));
  world.tell(parks);
  return world.violations;
}

describe("patience (I7)", () => {
  it("is broken when a finding is parked after few tries of what was refused for now", () => {
    expect(broken(1, "Throttled")).toEqual([
      expect.stringContaining("is parked after 1 tries, at last with Throttled"),
    ]);
    expect(broken(31, "ServiceUnavailable")).toHaveLength(1);
    expect(broken(32, "Throttled")).toEqual([]);
  });

  it("holds when it was refused for good, or parked by enrich itself", () => {
    expect(broken(1, "SetupFault")).toEqual([]);
    expect(broken(0, "")).toEqual([]);
  });

  it("counts anew once it was written", () => {
    const world = aWorld(patience);
    world.tell(wrote("Throttled"), wrote(), parks);
    expect(world.violations).toEqual([]);
  });
});
