import { describe, expect, it } from "vitest";
import type { Happening } from "#simulation/happening.ts";
import { boundedWork } from "#simulation/invariants/bounded-work.ts";
import { type AWorld, aStrike, aWorld, executionArn } from "./a-world.ts";
import { asksFor, starts } from "./detective.ts";
import {
  aCall,
  aLetter,
  anAsff,
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

/** One start of an investigation, in an invocation of its own. @returns its id */
function startsOnce(world: AWorld): string {
  asksFor(world);
  const id = starts(world);
  world.tell(ends("start-or-join"));
  return id;
}

interface Asking {
  readonly id: string;
  readonly minutes?: number;
  readonly askers?: readonly string[];
  /** The execution for which they ask. */
  readonly asks?: string;
  readonly status?: string;
}

/** Functions ask after the investigation, minutes later. */
async function asksAfter(world: AWorld, asking: Asking): Promise<void> {
  const { id, minutes = 59, askers = ["start-or-join"], asks = executionArn, status: Status = "FAILED" } = asking;
  const answer = { input: { InvestigationId: id }, output: { Status } };
  await world.pass(minutes);
  for (const by of askers) {
    const look = aCall(by, "Detective", "GetInvestigation", answer);
    world.tell(begins(by, { ...group, executionArn: asks }), look, ends(by));
  }
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

  it.each([
    [3, "before check looks at it", ["start-or-join"]],
    [2, "as check has seen", ["check"]],
  ])(
    "lets an execution start %i investigations of a principal where the first one FAILED %s",
    async (startsMax, _when, askers) => {
      const principals = new Map([[roleArn("deploy"), { durationSeconds: 60, statuses: ["FAILED"] as const }]]);
      const world = aWorld(boundedWork, { behaviour: { principals } });
      await asksAfter(world, { id: startsOnce(world), minutes: 2, askers });
      for (let started = 1; started < startsMax; started++) startsOnce(world);
      expect(world.violations).toEqual([]);
      startsOnce(world);
      expect(world.violations).toEqual([expect.stringContaining("has started 3 investigations")]);
    },
  );

  it("counts findings that nobody can read as work of ingest, which rejects each by itself", () => {
    const sends = (count: number) => {
      const world = aWorld(boundedWork);
      const findings = times(20, () => anAsff({ Id: undefined }));
      world.tell(begins("ingest", { Records: [{ body: JSON.stringify(anEvent(findings)) }] }));
      world.tell(...times(count, () => aCall("ingest", "SQS", "SendMessageBatch")), ends("ingest"));
      return world.violations;
    };
    expect(sends(105)).toEqual([]);
    expect(sends(106)).toEqual(limit(105));
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
    world.tell(runs());
    for (const _start of ["the first", "after it FAILED"]) startsOnce(world);
    expect(world.violations).toEqual([]);
    startsOnce(world);
    expect(world.violations).toEqual(limit(2));
  });

  it.each([
    [3, "nobody had looked at before it FAILED an hour ago", {}],
    [3, "nobody had looked at and that still runs after its last look", { status: "RUNNING" }],
    [2, "has a look left", { minutes: 58 }],
    [2, "ended well", { status: "SUCCESSFUL" }],
    [2, "check has looked at", { askers: ["check", "start-or-join"] }],
    [2, "another execution asks after", { asks: `${executionArn}-other` }],
  ])(
    "lets an execution start %i investigations of a principal where the first is one that %s",
    async (startsMax, _which, over) => {
      const world = aWorld(boundedWork);
      const id = startsOnce(world);
      await asksAfter(world, { id, ...over });
      for (let started = 1; started < startsMax; started++) startsOnce(world);
      expect(world.violations).toEqual([]);
      startsOnce(world);
      expect(world.violations).toEqual([expect.stringContaining("has started 3 investigations")]);
    },
  );

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
