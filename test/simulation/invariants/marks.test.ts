import { describe, expect, it } from "vitest";
import { marks } from "#simulation/invariants/marks.ts";
import { type AWorld, aStrike, aWorld, executionArn, minuteMs, startAtMs } from "./a-world.ts";
import { aCall, anInput, aSettlement, ends, identityOf, iso, record } from "./happenings.ts";

const flight = {
  settled: undefined,
  inFlight: "yes",
  inFlightBy: executionArn,
  inFlightVersion: iso(startAtMs),
  inFlightPrincipals: [identityOf("deploy")],
  inFlightSince: startAtMs,
};
const unmarked = [expect.stringContaining("and not marked")];

/** `ingest` starts an execution with the finding, and comes to its end. */
function starts(world: AWorld, answer: object = { batchItemFailures: [] }): readonly string[] {
  const input = { input: anInput() };
  world.tell(aCall("ingest", "SFN", "StartExecution", { input, output: { executionArn } }));
  world.tell(ends("ingest", { answer: JSON.stringify(answer) }));
  return world.violations;
}

/** The mark is taken away on behalf of an execution that settles this version. */
function endsFlight(world: AWorld, by: string, atMs: number): readonly string[] {
  record(world, flight);
  const { input, ...call } = record(world);
  const values = { ":by": { S: by }, ":rank": { S: String(atMs + 1).padStart(15, "0") } };
  world.tell({ ...call, input: { ...(input as object), ExpressionAttributeValues: values } });
  return world.violations;
}

describe("marks (I1)", () => {
  it("holds when what is started is marked, or settled already", () => {
    for (const over of [flight, { settled: aSettlement() }]) {
      const world = aWorld(marks);
      record(world, over);
      expect(starts(world)).toEqual([]);
    }
  });

  it("is broken when what is started is not marked, or an older version is", () => {
    expect(starts(aWorld(marks))).toEqual(unmarked);
    const world = aWorld(marks);
    record(world, { ...flight, inFlightVersion: iso(startAtMs - minuteMs) });
    expect(starts(world)).toEqual(unmarked);
  });

  it("does not judge a batch that comes again, nor a table that forgot", () => {
    expect(starts(aWorld(marks), { batchItemFailures: [{ itemIdentifier: "m" }] })).toEqual([]);
    const world = aWorld(marks);
    world.strikes.push(aStrike(37));
    expect(starts(world)).toEqual([]);
  });

  it("holds when the execution that has a finding ends its mark, or a newer version does", () => {
    expect(endsFlight(aWorld(marks), executionArn, startAtMs)).toEqual([]);
    expect(endsFlight(aWorld(marks), "another", startAtMs + minuteMs)).toEqual([]);
  });

  it("is broken when another execution ends it, at the same version or an older one", () => {
    for (const atMs of [startAtMs, startAtMs - minuteMs]) {
      expect(endsFlight(aWorld(marks), "another", atMs)).toEqual([expect.stringContaining("is taken away by enrich")]);
    }
  });
});
