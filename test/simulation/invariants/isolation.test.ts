import { describe, expect, it } from "vitest";
import { textAt } from "#domain/json.ts";
import type { Happening } from "#simulation/happening.ts";
import { isolation } from "#simulation/invariants/isolation.ts";
import { type AWorld, aStrike, aWorld, deadLetterUrl, executionArn, minuteMs, startAtMs } from "./a-world.ts";
import { starts } from "./detective.ts";
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
  reads,
  record,
  refused,
  roleArn,
  runs,
  send,
  writes,
} from "./happenings.ts";

const started = aCall("ingest", "SFN", "StartExecution", { input: { input: anInput() } });
const throttled = refused("ingest", "SFN", "StartExecution", "ExecutionLimitExceeded", { input: { name: "another" } });
const part = (text: string) => [expect.stringContaining(text)];

/** `ingest` takes one message and sends it back after these calls. */
function sendsBack(...calls: readonly Happening[]): readonly string[] {
  const world = aWorld(isolation);
  const messageId = textAt(send(world, anEvent()), "MessageId");
  world.tell(begins("ingest", { Records: [{ messageId }] }), ...calls);
  world.tell(ends("ingest", { answer: JSON.stringify({ batchItemFailures: [{ itemIdentifier: messageId }] }) }));
  return world.violations;
}

/** `enrich` writes the finding and then fails for others of its group. */
function failsInPart(world: AWorld, ...between: readonly Happening[]): readonly string[] {
  world.tell(begins("enrich", anEnrichment()), reads(), writes(), ...between, fails("enrich", "ServiceUnavailable"));
  return world.violations;
}

describe("isolation (I8)", () => {
  it("is broken when a message is sent back although no call failed", () => {
    expect(sendsBack(throttled)).toEqual([]);
    expect(sendsBack()).toEqual(part("although no call failed"));
  });

  it("is broken when a message is sent back although all that is in it was started", () => {
    expect(sendsBack(started, throttled)).toEqual(part("although all that is in it was started"));
  });

  it("holds when ingest never heard that what is in it was started, or could not mark it", () => {
    const unheard = { ...started, heard: false };
    expect(sendsBack(unheard)).toEqual([]);
    const forAnotherMessage = { ...started, input: { input: anInput(), name: "other" } };
    expect(sendsBack(unheard, forAnotherMessage)).toEqual([]);
    expect(sendsBack(unheard, started)).toHaveLength(1);
    expect(sendsBack(started, refused("ingest", "DynamoDB", "UpdateItem", "InternalServerError"))).toEqual([]);
  });

  it("holds when what the product rejects of it finds no place in the dead-letter queue, and only then", () => {
    const letters = (Id: string, raw: string) => {
      const entry = { Id: "0", MessageBody: JSON.stringify(aLetter({ finding: undefined, raw })) };
      return aCall("ingest", "SQS", "SendMessageBatch", {
        input: { QueueUrl: deadLetterUrl, Entries: [entry] },
        output: { Failed: [{ Id }] },
      });
    };
    const [own, other] = [JSON.stringify(anEvent()), JSON.stringify(anEvent([anAsff({ Id: "f2" })]))];
    expect(sendsBack(started, throttled, letters("0", own))).toEqual([]);
    expect(sendsBack(started, throttled, letters("0", own), letters("1", own))).toHaveLength(1);
    expect(sendsBack(started, throttled, letters("0", other))).toHaveLength(1);
  });

  it("is broken when a batch fails as a whole although no call of it did", () => {
    const broken = [[], [throttled]].map((calls) => {
      const world = aWorld(isolation);
      world.tell(begins("ingest", { Records: [] }), ...calls, fails("ingest", "TypeError"));
      return world.violations;
    });
    expect(broken).toEqual([part("failed as a whole, with TypeError"), []]);
  });

  it("holds when others have taken all seven names of an execution", () => {
    const taken = refused("ingest", "SFN", "StartExecution", "ExecutionAlreadyExists", { input: { input: anInput() } });
    expect(sendsBack(...Array.from({ length: 7 }, () => taken))).toEqual([]);
    expect(sendsBack(...Array.from({ length: 6 }, () => taken))).toEqual(part("although no call failed"));
  });

  it("holds when its finding was started for another message, and all names of its own execution are taken", () => {
    const input = { input: anInput(), name: "own" };
    const taken = refused("ingest", "SFN", "StartExecution", "ExecutionAlreadyExists", { input });
    expect(sendsBack(started, ...Array.from({ length: 7 }, () => taken))).toEqual([]);
    expect(sendsBack(started, throttled, ...Array.from({ length: 6 }, () => taken))).toHaveLength(1);
  });

  it("holds when a batch had no time left for the double of what it had done", async () => {
    const fullFailure = async (minutes: number, messageIds: readonly string[]) => {
      const world = aWorld(isolation);
      world.tell(begins("ingest", { Records: messageIds.map((messageId) => ({ messageId })) }));
      await world.pass(minutes);
      world.tell(fails("ingest", "FullBatchFailureError"));
      return world.violations;
    };
    expect(await fullFailure(2, ["m1", "m1", "m2"])).toEqual([]);
    expect(await fullFailure(1, ["m1", "m1", "m2"])).toHaveLength(1);
    expect(await fullFailure(2, ["m1", "m2"])).toHaveLength(1);
  });

  it("holds when no time was left for a message whose finding another one had brought", async () => {
    const sentBackAfter = async (minutes: number) => {
      const world = aWorld(isolation);
      const messageId = textAt(send(world, anEvent()), "MessageId");
      world.tell(begins("ingest", { Records: [{ messageId }] }), started, throttled);
      await world.pass(minutes);
      world.tell(ends("ingest", { answer: JSON.stringify({ batchItemFailures: [{ itemIdentifier: messageId }] }) }));
      return world.violations;
    };
    expect(await sentBackAfter(2)).toEqual([]);
    expect(await sentBackAfter(1)).toHaveLength(1);
  });

  it("is broken when a principal that cannot be investigated at all fails the others of its group", () => {
    const broken = [["deploy"], ["deploy", "other"]].map((names) => {
      const world = aWorld(isolation);
      const principals = names.map((name) => aPrincipal({ arn: roleArn(name) }));
      world.tell(
        begins("start-or-join", { executionArn, principals, retryCount: 0 }),
        fails("start-or-join", "SetupFault"),
      );
      return world.violations;
    });
    expect(broken).toEqual([[], part("one principal fails, and its neighbours do not")]);
  });

  it("is broken when what was written is not remembered because others of its group failed", () => {
    expect(failsInPart(aWorld(isolation))).toEqual(part("is written and not remembered"));
    const [remembered, troubled] = [aWorld(isolation), aWorld(isolation)];
    record(remembered);
    expect(failsInPart(remembered)).toEqual([]);
    expect(failsInPart(troubled, refused("enrich", "DynamoDB", "UpdateItem", "InternalServerError"))).toEqual([]);
  });

  it("holds when the letter about a finding itself is refused, and not when that about another one is", () => {
    const refusesLetter = (id: string) => {
      const Entries = [{ Id: "0", MessageBody: JSON.stringify(aLetter({ finding: aSlim({ id }) })) }];
      const output = { Failed: [{ Id: "0" }] };
      const input = { QueueUrl: deadLetterUrl, Entries };
      return aCall("enrich", "SQS", "SendMessageBatch", { input, output });
    };
    expect(failsInPart(aWorld(isolation), refusesLetter("f1"))).toEqual([]);
    expect(failsInPart(aWorld(isolation), refusesLetter("f2"))).toEqual(part("is written and not remembered"));
  });

  describe("when a group is written", () => {
    /** The group is written so many minutes after its investigation, of one minute, was started. */
    async function writtenAfter(
      minutes: number,
      trouble?: (world: AWorld, investigationId: string) => void,
      options: Parameters<typeof aWorld>[1] = {},
    ): Promise<readonly string[]> {
      const principals = new Map([[roleArn("deploy"), { durationSeconds: 60 }]]);
      const world = aWorld(isolation, { behaviour: { principals }, ...options });
      world.tell(runs());
      const investigationId = starts(world);
      const investigated = aPrincipal({ kind: "investigated", investigationId });
      trouble?.(world, investigationId);
      await world.pass(minutes);
      const input = anEnrichment({ principals: [investigated] });
      world.tell({ kind: "task", resource: "lambda", state: "Enrich findings", input });
      return world.violations;
    }

    it("is broken when that is more than six minutes after its first look, and nothing of its own was in the way", async () => {
      expect(await writtenAfter(8)).toEqual([]);
      expect(await writtenAfter(9)).toEqual(part("nothing of its own was in the way"));
    });

    it("holds when a call of its own failed, or a fault that nobody sees slowed it down", async () => {
      const input = { executionArn, principals: [aPrincipal()] };
      const error = "Throttled";
      const failed = (world: AWorld) =>
        world.tell({ kind: "task", resource: "lambda", state: "Check investigations", input, error });
      expect(await writtenAfter(60, failed)).toEqual([]);
      expect(await writtenAfter(60, (world) => void world.strikes.push(aStrike(57)))).toEqual([]);
    });

    it("counts from the last time that Detective denied the end of an investigation", async () => {
      const told = (Status: string) => (world: AWorld, InvestigationId: string) =>
        world.cloud.clock.at(startAtMs + 10 * minuteMs, () =>
          world.tell(
            aCall("check", "Detective", "GetInvestigation", {
              input: { InvestigationId },
              output: { Status: "SUCCESSFUL" },
              told: { Status },
            }),
          ),
        );
      expect(await writtenAfter(16, told("PAUSED"))).toEqual([]);
      expect(await writtenAfter(17, told("PAUSED"))).toEqual(part("nothing of its own was in the way"));
      expect(await writtenAfter(16, told("SUCCESSFUL"))).toEqual(part("nothing of its own was in the way"));
    });

    it("holds when a clock was wrong before it began, for a quarter of an hour longer than faults last", async () => {
      const before = aStrike(36, { atMs: startAtMs - minuteMs });
      const strikes = (world: AWorld) => void world.strikes.push(before);
      expect(await writtenAfter(60, strikes)).toEqual([]);
      expect(await writtenAfter(60, strikes, { faultsEndAtMs: startAtMs - 15 * minuteMs })).toHaveLength(1);
    });
  });

  it("is broken when an execution fails as a whole, unless odd data broke an expression", () => {
    const [plain, odd] = [aWorld(isolation), aWorld(isolation)];
    odd.strikes.push(aStrike(54));
    for (const world of [plain, odd]) world.tell(runs(), execution("FAILED", { error: "States.Runtime" }));
    expect([plain.violations, odd.violations]).toEqual([part("failed as a whole, with States.Runtime"), []]);
  });
});
