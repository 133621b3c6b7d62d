import { describe, expect, it } from "vitest";
import { noSelfTrigger } from "#simulation/invariants/no-self-trigger.ts";
import { type AWorld, aWorld, minuteMs, startAtMs } from "./a-world.ts";
import {
  aCall,
  aLetter,
  anAsff,
  anEvent,
  anEventPasses,
  anInput,
  aPrincipal,
  aSettlement,
  aSlim,
  begins,
  execution,
  identityOf,
  iso,
  record,
  roleArn,
  runs,
  send,
  writes,
} from "./happenings.ts";

/** `ingest` starts an execution with the finding. */
function starts(world: AWorld, finding = aSlim()): void {
  const input = { input: anInput([finding]) };
  world.tell(begins("ingest", {}), aCall("ingest", "SFN", "StartExecution", { input }));
}

const again = [expect.stringContaining("is started although it is enriched")];

describe("noSelfTrigger (I5)", () => {
  it("holds when our update disarms the finding, and is broken when it arms it", () => {
    const world = aWorld(noSelfTrigger);
    world.tell(writes({ UserDefinedFields: { investigate: "complete" } }));
    expect(world.violations).toEqual([]);
    world.tell(writes({ UserDefinedFields: { investigate: "true" } }));
    expect(world.violations).toEqual([expect.stringContaining("asks for it anew")]);
  });

  it.each(["complete", undefined])("is broken when a rule lets in a finding whose investigate is %s", (investigate) => {
    const world = aWorld(noSelfTrigger);
    const event = anEvent([anAsff({ UserDefinedFields: { investigate } })]);
    world.tell(anEventPasses(event, []), anEventPasses(anEvent()));
    expect(world.violations).toEqual([]);
    world.tell(anEventPasses(event));
    expect(world.violations).toEqual([expect.stringContaining("is let in although")]);
  });

  it("lets in what people click on, armed or not", () => {
    const world = aWorld(noSelfTrigger);
    world.tell(anEventPasses(anEvent([anAsff({ UserDefinedFields: {} })], "Custom Action")));
    expect(world.violations).toEqual([]);
  });

  it("is broken when a finding is started that is settled, at this version or a newer one", async () => {
    for (const version of [iso(startAtMs), iso(startAtMs - minuteMs)]) {
      const world = aWorld(noSelfTrigger);
      send(world, anEvent([anAsff({ UpdatedAt: version })]));
      record(world);
      await world.pass(1);
      starts(world, aSlim({ version }));
      expect(world.violations).toEqual(again);
    }
  });

  it("holds when a newer version is started, or one with a principal of its own", async () => {
    const world = aWorld(noSelfTrigger);
    record(world, { settled: aSettlement({ principals: [identityOf("deploy")] }) });
    await world.pass(1);
    starts(world, aSlim({ version: iso(startAtMs + minuteMs) }));
    starts(world, aSlim({ principals: [aPrincipal({ arn: roleArn("other"), identity: identityOf("other") })] }));
    expect(world.violations).toEqual([]);
  });

  it("holds when it was settled only while ingest was at work", async () => {
    const world = aWorld(noSelfTrigger);
    world.tell(begins("ingest", {}));
    await world.pass(1);
    record(world);
    world.tell(aCall("ingest", "SFN", "StartExecution", { input: { input: anInput() } }));
    expect(world.violations).toEqual([]);
  });

  it("holds when somebody asked for it, by a click or by a replay", async () => {
    for (const body of [anEvent([anAsff()], "Custom Action"), aLetter()]) {
      const world = aWorld(noSelfTrigger);
      record(world);
      await world.pass(1);
      send(world, body);
      starts(world);
      expect(world.violations).toEqual([]);
    }
  });

  describe("when an execution has a finding", () => {
    const flight = (inFlightBy: string, over: object = {}) => ({
      settled: undefined,
      inFlight: "yes",
      inFlightBy,
      inFlightVersion: iso(startAtMs),
      inFlightPrincipals: [identityOf("deploy")],
      inFlightSince: startAtMs,
      ...over,
    });

    /** A finding on its way is taken on by another execution. */
    async function taken(over: object = {}, before: (world: AWorld) => void = () => undefined) {
      const world = aWorld(noSelfTrigger);
      world.tell(record(world, flight("one"), "ingest"));
      await world.pass(1);
      before(world);
      world.tell(begins("ingest", {}));
      world.tell(record(world, flight("two", over), "ingest"));
      return world.violations;
    }

    it("is broken when another one takes it at the same version", async () => {
      expect(await taken()).toEqual([expect.stringContaining("goes to two although it is on its way")]);
    });

    it("holds for a newer version, for a principal of its own, and for what somebody asked for", async () => {
      const newer = iso(startAtMs + minuteMs);
      const other = identityOf("other");
      expect(await taken({ inFlightVersion: newer })).toEqual([]);
      expect(await taken({ inFlightPrincipals: [other] })).toEqual([]);
      expect(await taken({}, (world) => void send(world, aLetter()))).toEqual([]);
    });

    it("holds when both were at work at the same time", () => {
      const world = aWorld(noSelfTrigger);
      world.tell(begins("ingest", {}));
      for (const by of ["one", "two"]) world.tell(record(world, flight(by), "ingest"));
      expect(world.violations).toEqual([]);
    });
  });

  it("is broken when the sweep puts back what an execution works on, unless that was redriven meanwhile", async () => {
    const puts = aCall("sweep", "SQS", "SendMessageBatch", {
      input: { Entries: [{ MessageBody: JSON.stringify(aLetter()) }] },
    });
    const [working, over, redriven] = [aWorld(noSelfTrigger), aWorld(noSelfTrigger), aWorld(noSelfTrigger)];
    for (const world of [working, over]) {
      world.tell(runs());
      await world.pass(1);
    }
    over.tell(execution("FAILED"));
    for (const world of [working, over, redriven]) world.tell(begins("sweep", {}));
    redriven.tell(runs());
    for (const world of [working, over, redriven]) world.tell(puts);
    const broken = [expect.stringContaining("is put back by the sweep although")];
    expect([working.violations, over.violations, redriven.violations]).toEqual([broken, [], []]);
  });
});
