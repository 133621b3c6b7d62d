import { describe, expect, it } from "vitest";
import { textAt } from "#domain/json.ts";
import type { Happening } from "#simulation/happening.ts";
import { isolation } from "#simulation/invariants/isolation.ts";
import { type AWorld, aStrike, aWorld, executionArn } from "./a-world.ts";
import { starts } from "./detective.ts";
import {
  aCall,
  anEnrichment,
  anEvent,
  anInput,
  aPrincipal,
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
const throttled = refused("ingest", "SFN", "StartExecution", "ExecutionLimitExceeded");
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

  it("is broken when a batch fails as a whole although no call of it did", () => {
    const broken = [[], [throttled]].map((calls) => {
      const world = aWorld(isolation);
      world.tell(begins("ingest", { Records: [] }), ...calls, fails("ingest", "TypeError"));
      return world.violations;
    });
    expect(broken).toEqual([part("failed as a whole, with TypeError"), []]);
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

  describe("when a group is written", () => {
    /** The group is written so many minutes after its investigation, of one minute, was started. */
    async function writtenAfter(minutes: number, trouble?: (world: AWorld) => void): Promise<readonly string[]> {
      const principals = new Map([[roleArn("deploy"), { durationSeconds: 60 }]]);
      const world = aWorld(isolation, { behaviour: { principals } });
      world.tell(runs());
      const investigated = aPrincipal({ kind: "investigated", investigationId: starts(world) });
      trouble?.(world);
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
  });

  it("is broken when an execution fails as a whole, unless odd data broke an expression", () => {
    const [plain, odd] = [aWorld(isolation), aWorld(isolation)];
    odd.strikes.push(aStrike(54));
    for (const world of [plain, odd]) world.tell(runs(), execution("FAILED", { error: "States.Runtime" }));
    expect([plain.violations, odd.violations]).toEqual([part("failed as a whole, with States.Runtime"), []]);
  });
});
