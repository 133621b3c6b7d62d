import { describe, expect, it } from "vitest";
import { conservation } from "#simulation/invariants/conservation.ts";
import { aStrike, aWorld, deadLetterUrl, minuteMs, productArn, startAtMs } from "./a-world.ts";
import {
  aLetter,
  anAsff,
  anEvent,
  anEventPasses,
  anInput,
  aSettlement,
  aSlim,
  forget,
  identityOf,
  iso,
  park,
  record,
  runs,
  send,
} from "./happenings.ts";

const nowhere = [expect.stringContaining("is nowhere")];

describe("conservation (I1)", () => {
  it("holds when a finding version that came in is settled, at this version or a newer one", () => {
    const world = aWorld(conservation);
    send(world, anEvent());
    send(world, anEvent([anAsff({ UpdatedAt: iso(startAtMs - minuteMs) })]));
    record(world);
    expect(world.atRest()).toEqual([]);
  });

  it("is broken when a finding version that came in is nowhere", () => {
    const world = aWorld(conservation);
    send(world, anEvent());
    expect(world.atRest()).toEqual(nowhere);
  });

  it("is broken when a rule let a finding in that never reached the queue", () => {
    const world = aWorld(conservation);
    world.tell(anEventPasses(anEvent()));
    expect(world.atRest()).toEqual(nowhere);
  });

  it("holds when the finding waits in the dead-letter queue, carried by the product or as it came", () => {
    for (const letter of [aLetter(), aLetter({ finding: undefined, raw: JSON.stringify(anEvent()) }), anEvent()]) {
      const world = aWorld(conservation);
      send(world, anEvent());
      park(world, letter);
      expect(world.atRest()).toEqual([]);
    }
  });

  it("is broken when the dead-letter queue holds an older version only", () => {
    const world = aWorld(conservation);
    send(world, anEvent());
    park(world, aLetter({ finding: aSlim({ version: iso(startAtMs - minuteMs) }) }));
    expect(world.atRest()).toEqual(nowhere);
  });

  it("holds when a newer version is covered by what was written of an older one", () => {
    const world = aWorld(conservation);
    record(world);
    send(world, anEvent([anAsff({ UpdatedAt: iso(startAtMs + minuteMs) })]));
    expect(world.atRest()).toEqual([]);
  });

  it("holds when what covered a newer version was parked later: it is on the finding still", () => {
    const [written, never] = [aWorld(conservation), aWorld(conservation)];
    record(written);
    for (const world of [written, never]) {
      send(world, anEvent([anAsff({ UpdatedAt: iso(startAtMs + minuteMs) })]));
      record(world, { settled: aSettlement({ outcome: "parked" }) });
      park(world, aLetter());
    }
    expect([written.atRest(), never.atRest()]).toEqual([[], nowhere]);
  });

  it.each([
    ["it was active later", { LastObservedAt: iso(startAtMs) }],
    ["it names somebody else", { Resources: [{ Type: "AwsIamUser", Id: "arn:aws:iam::111122223333:user/ines" }] }],
  ])("is broken when a newer version is left out although %s", (_why, over) => {
    const world = aWorld(conservation);
    record(world);
    send(world, anEvent([anAsff({ UpdatedAt: iso(startAtMs + minuteMs), ...over })]));
    expect(world.atRest()).toEqual(nowhere);
  });

  it("is broken when a finding is remembered as parked and waits nowhere", () => {
    const world = aWorld(conservation);
    send(world, anEvent());
    record(world, { settled: aSettlement({ outcome: "parked" }) });
    expect(world.atRest()).toEqual([expect.stringContaining("is remembered as parked")]);
  });

  it("is broken when nothing became of one of its principals", () => {
    const world = aWorld(conservation);
    send(world, anEvent());
    record(world, { settled: aSettlement({ principals: [identityOf("other")] }) });
    expect(world.atRest()).toEqual([expect.stringContaining(`of ${identityOf("deploy")} nothing became`)]);
  });

  it("holds for a sample that nothing became of", () => {
    const world = aWorld(conservation);
    send(world, anEvent([anAsff({ Sample: true })]));
    expect(world.atRest()).toEqual([]);
  });

  it("wants what cannot be read in the dead-letter queue, exactly as it came", () => {
    const [kept, changed] = [aWorld(conservation), aWorld(conservation)];
    for (const world of [kept, changed]) send(world, "not json ");
    park(kept, aLetter({ finding: undefined, raw: "not json " }));
    park(changed, aLetter({ finding: undefined, raw: "not json" }));
    expect([kept.atRest(), changed.atRest()]).toEqual([[], nowhere]);
  });

  it("wants a finding that cannot be named beside those that were taken", () => {
    const nameless = anAsff({ Id: "f2", UpdatedAt: "yesterday" });
    const [kept, lost] = [aWorld(conservation), aWorld(conservation)];
    for (const world of [kept, lost]) {
      send(world, anEvent([anAsff(), nameless]));
      record(world);
    }
    park(kept, aLetter({ finding: undefined, raw: JSON.stringify(anEvent([nameless])) }));
    expect([kept.atRest(), lost.atRest()]).toEqual([[], nowhere]);
  });

  it("counts what joined a group and was lost with the table then, whether its version can be read or not", () => {
    const joinedAndLost = (over: Record<string, unknown>, lostAtMs: number) => {
      const world = aWorld(conservation);
      world.strikes.push(aStrike(37, { atMs: lostAtMs }));
      record(world, { settled: aSettlement({ version: iso(startAtMs - minuteMs), principals: [] }) });
      forget(world);
      send(world, anEvent([anAsff(over)]));
      const fields = { outcome: "added", productArn, findingId: String(over["Id"] ?? "f1"), version: iso(startAtMs) };
      world.tell({ kind: "log", function: "ingest", level: "info", fields });
      return world;
    };
    for (const over of [{}, { Id: "f2", UpdatedAt: true, CreatedAt: iso(startAtMs) }]) {
      const [lost, lostBefore] = [joinedAndLost(over, startAtMs), joinedAndLost(over, startAtMs - minuteMs)];
      expect([lost.atRest(), lost.counts()["findings that were lost with the table"]]).toEqual([[], 1]);
      expect(lostBefore.atRest()).toEqual(nowhere);
    }
  });

  it("is broken when a finding is in flight at rest", () => {
    const world = aWorld(conservation);
    record(world, { inFlight: "yes", inFlightBy: "one", inFlightVersion: "v", inFlightSince: startAtMs });
    expect(world.atRest()).toEqual([expect.stringContaining("is in flight still, by one")]);
  });

  it("is broken when somebody asks for a finding and no execution takes it up, though it was enriched before", () => {
    const [dropped, taken] = [aWorld(conservation), aWorld(conservation)];
    for (const world of [dropped, taken]) {
      record(world);
      world.tell(anEventPasses(anEvent([anAsff()], "Custom Action")));
    }
    taken.tell(runs(anInput()));
    expect([dropped.atRest(), taken.atRest()]).toEqual([[expect.stringContaining("was asked for")], []]);
  });

  it("counts what people throw away, and does not take a replay for that", () => {
    const [thrown, replayed] = [aWorld(conservation), aWorld(conservation)];
    for (const world of [thrown, replayed]) {
      send(world, anEvent());
      park(world, aLetter());
    }
    thrown.cloud.call("SQS", "PurgeQueue", { QueueUrl: deadLetterUrl });
    expect([thrown.atRest(), thrown.counts()["messages that people threw away"]]).toEqual([[], 1]);
    return replayed.pass(1).then(() => {
      send(replayed, aLetter());
      replayed.cloud.call("SQS", "PurgeQueue", { QueueUrl: deadLetterUrl });
      expect(replayed.atRest()).toEqual(nowhere);
    });
  });

  it("counts an event that EventBridge lost where a fault kept it from the queues, and is broken where none did", () => {
    const [struck, unstruck] = [aWorld(conservation), aWorld(conservation)];
    struck.strikes.push(aStrike(13));
    for (const world of [struck, unstruck]) {
      world.tell(anEventPasses(anEvent()));
      world.tell({ kind: "event-lost", json: JSON.stringify(anEvent()), errorCode: "AccessDenied" });
    }
    expect([struck.atRest(), struck.counts()["events that EventBridge lost"]]).toEqual([[], 1]);
    expect(unstruck.atRest()).toEqual([expect.stringContaining("EventBridge lost an event")]);
  });

  it("counts a message that outlived its time where nothing read the queue", async () => {
    const world = aWorld(conservation);
    send(world, anEvent());
    world.strikes.push(aStrike(17));
    await world.pass(5 * 24 * 60);
    world.cloud.call("SQS", "ReceiveMessage", { QueueUrl: world.cloud.blueprint.outputs["IntakeQueueUrl"] });
    expect([world.atRest(), world.counts()["messages that outlived their time in a queue"]]).toEqual([[], 1]);
  });

  it("counts a finding that the product tells to be lost where its execution was deleted, and nowhere else", () => {
    for (const fault of ["state-machine-deleted", "execution-aborted"]) {
      const world = aWorld(conservation);
      send(world, anEvent());
      world.strikes.push(aStrike(50, { fault }));
      const fields = { outcome: "lost", productArn, findingId: "f1", version: iso(startAtMs) };
      world.tell({ kind: "log", function: "sweep", level: "warn", fields });
      expect(world.atRest()).toEqual(fault === "state-machine-deleted" ? [] : nowhere);
    }
  });
});
