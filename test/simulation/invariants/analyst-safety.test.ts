import { describe, expect, it } from "vitest";
import { analystSafety } from "#simulation/invariants/analyst-safety.ts";
import { aBlueprint, aWorld, productArn } from "./a-world.ts";
import { aCall, reads, writes } from "./happenings.ts";

const aNote = (Text: string, UpdatedBy: string) => ({ Note: { Text, UpdatedBy } });
const [ours, theirs] = [aNote("We looked", "gumshoe"), aNote("Ines is on it", "ines")];

/** A stack that treats notes of others in another way than it does unless told. */
const withPolicy = (notePolicy: string) => {
  const environment = { SETTINGS: JSON.stringify({ notePolicy }) };
  return aBlueprint({ functions: [{ environment } as never] });
};

/** What becomes of a finding that is read like this and written like that. */
function broken(read: object, written: object, blueprint = aBlueprint()): readonly string[] {
  const world = aWorld(analystSafety, { blueprint });
  world.tell(reads({ ...read }), writes({ ...written }));
  return world.violations;
}

describe("analystSafety (I4)", () => {
  it("holds when our own note and fields are written, and those of others stay as they were read", () => {
    const read = { ...aNote("We looked before", "gumshoe"), UserDefinedFields: { ticket: "7", investigate: "true" } };
    expect(broken(read, { ...ours, UserDefinedFields: { ticket: "7", investigate: "complete" } })).toEqual([]);
  });

  it("is broken when anything but notes and fields is set", () => {
    expect(broken({}, { Workflow: { Status: "RESOLVED" } })).toEqual([expect.stringContaining("sets Workflow")]);
  });

  it("is broken when a finding is written without a look at it", () => {
    const world = aWorld(analystSafety);
    world.tell(writes(ours));
    expect(world.violations).toEqual([expect.stringContaining("without a look")]);
  });

  it("is broken when another invocation looked, or the answer got lost", () => {
    const world = aWorld(analystSafety);
    world.tell(reads({}, "another"), { ...reads(), heard: false } as never, writes(ours));
    expect(world.violations).toEqual([expect.stringContaining("without a look")]);
  });

  it("is broken when a note is signed by somebody else", () => {
    expect(broken({}, aNote("We looked", "ines"))).toEqual([expect.stringContaining('signed "ines"')]);
  });

  it("is broken when the note of a person is replaced, unless the stack is set so", () => {
    expect(broken(theirs, ours)).toEqual([expect.stringContaining('the note of "ines"')]);
    expect(broken(theirs, ours, withPolicy("overwrite"))).toEqual([]);
  });

  it("wants the note of a person before ours where ours is to be appended", () => {
    const appended = aNote("Ines is on it\nWe looked", "gumshoe");
    expect(broken(theirs, appended, withPolicy("append"))).toEqual([]);
    expect(broken(theirs, ours, withPolicy("append"))).toEqual([expect.stringContaining('the note of "ines"')]);
  });

  it.each([
    ["lost", {}],
    ["changed", { ticket: "8" }],
    ["made up", { ticket: "7", owner: "us" }],
  ])("is broken when a field of others is %s", (_how, UserDefinedFields) => {
    const read = { UserDefinedFields: { ticket: "7" } };
    expect(broken(read, { UserDefinedFields })).toEqual([expect.stringContaining("of others was")]);
  });

  it("counts what others wrote between our look and our write", () => {
    const world = aWorld(analystSafety);
    const output = { ProcessedFindings: [{ Id: "f1", ProductArn: productArn }] };
    world.tell(
      reads(),
      aCall("operator", "SecurityHub", "BatchUpdateFindings", { input: theirs, output }),
      writes(ours),
    );
    expect(world.violations).toEqual([]);
    expect(world.counts()["edits by others lost between look and write"]).toBe(1);
  });
});
