import { describe, expect, it } from "vitest";
import type { Happening } from "#simulation/happening.ts";
import { boundedWork } from "#simulation/invariants/bounded-work.ts";
import { type AWorld, aStrike, aWorld, executionArn } from "./a-world.ts";
import { graphOf } from "./detective.ts";
import {
  aCall,
  aLetter,
  anEnrichment,
  anEvent,
  anInput,
  aPrincipal,
  aSlim,
  begins,
  ends,
  execution,
  fails,
  park,
  refused,
  roleArn,
  runs,
} from "./happenings.ts";

const times = <T>(count: number, of: () => T): readonly T[] => Array.from({ length: count }, of);
const group = { executionArn, principals: [aPrincipal({ investigationId: "1" })] };
const limit = (count: number) => [expect.stringContaining(`${count} are the limit`)];

/** What is broken when `check`, asked about one principal, makes these calls. */
function checks(calls: readonly Happening[]): readonly string[] {
  const world = aWorld(boundedWork);
  world.tell(begins("check", group), ...calls, ends("check"));
  return world.violations;
}

const look = () => aCall("check", "Detective", "GetInvestigation", { input: { InvestigationId: "1" } });
const missed = () => refused("check", "Detective", "GetInvestigation", "TooManyRequestsException");

/** One look at the investigation, in an invocation of its own. */
function looksOnce(world: AWorld, end: Happening = ends("check")): void {
  world.tell(begins("check", group), look(), end);
}

describe("boundedWork (I6)", () => {
  it("is broken when an invocation is answered more often than its size allows", () => {
    expect(checks([look()])).toEqual([]);
    expect(checks([look(), look()])).toEqual(limit(1));
  });

  it("is broken when a client tries a call more than three times", () => {
    expect(checks([missed(), missed(), look()])).toEqual([]);
    expect(checks([missed(), missed(), missed(), look()])).toEqual(limit(3));
  });

  it("is broken when a function makes a call that no bound is declared for", () => {
    expect(checks([aCall("check", "SQS", "SendMessageBatch")])).toEqual(limit(0));
  });

  it("takes no second try of a start, which knows no token", () => {
    const world = aWorld(boundedWork);
    world.tell(begins("start-or-join", { ...group, retryCount: 0 }));
    world.tell(refused("start-or-join", "Detective", "StartInvestigation", "InternalServerException"));
    world.tell(aCall("start-or-join", "Detective", "StartInvestigation"), ends("start-or-join"));
    expect(world.violations).toEqual(limit(1));
  });

  it("is broken when an execution looks at an investigation more than forty times, tries that failed aside", () => {
    const world = aWorld(boundedWork);
    for (let count = 0; count < 40; count++) looksOnce(world);
    looksOnce(world, fails("check", "ServiceUnavailable"));
    expect(world.violations).toEqual([]);
    looksOnce(world);
    expect(world.violations).toEqual([expect.stringContaining("more than 40 times")]);
  });

  it("is broken when an execution starts more than two investigations of a principal", () => {
    const world = aWorld(boundedWork);
    const input = { GraphArn: graphOf(world), EntityArn: roleArn("deploy") };
    world.tell(runs());
    for (const requestId of ["one", "two", "three"]) {
      const start = aCall("start-or-join", "Detective", "StartInvestigation", { requestId, input });
      world.tell(begins("start-or-join", { ...group, retryCount: 0 }, requestId), start);
      world.tell(ends("start-or-join", { requestId }));
    }
    expect(world.violations).toEqual(limit(2));
  });

  it("is broken when a state is tried more often than it is set to, in a row", () => {
    const task = (error?: string): Happening => ({
      kind: "task",
      resource: "lambda",
      state: "Enrich findings",
      input: anEnrichment(),
      ...(error && { error }),
    });
    const world = aWorld(boundedWork);
    world.tell(...times(42, () => task("Throttled")), task(), ...times(42, () => task("Throttled")));
    expect(world.violations).toEqual([]);
    world.tell(task("Throttled"));
    expect(world.violations).toEqual([expect.stringContaining("was tried more than 42 times")]);
  });

  it("is broken when a finding is tried more often than the stack allows", () => {
    const world = aWorld(boundedWork);
    world.tell(runs(anInput([aSlim({ attempt: 5 })])));
    expect(world.violations).toEqual([]);
    world.tell(runs(anInput([aSlim({ attempt: 6 })]), `${executionArn}-again`));
    expect(world.violations).toEqual([expect.stringContaining("tried for the 6th time")]);
  });

  it("is broken when more executions are started than findings came; one that is redriven is the same", () => {
    const world = aWorld(boundedWork);
    world.tell(begins("ingest", { Records: [{ body: JSON.stringify(anEvent()) }] }), ends("ingest"));
    world.tell(runs(), execution("FAILED"), runs());
    expect(world.atRest()).toEqual([]);
    world.tell(runs(anInput(), `${executionArn}-again`));
    expect(world.atRest()).toEqual([expect.stringContaining("2 executions were started for 1 findings")]);
  });

  it("is broken when an execution parks a finding more often than one client sends", () => {
    const world = aWorld(boundedWork);
    for (let count = 0; count < 3; count++) park(world, aLetter());
    expect(world.violations).toEqual([]);
    park(world, aLetter());
    expect(world.violations).toEqual(limit(3));
  });

  it("takes more looks where clocks jump", () => {
    const world = aWorld(boundedWork);
    world.strikes.push(aStrike(36));
    for (let count = 0; count < 41; count++) looksOnce(world);
    expect(world.violations).toEqual([]);
  });
});
