import { describe, expect, it } from "vitest";
import { liveness, livenessBounds } from "#simulation/invariants/liveness.ts";
import { aStrike, aWorld, executionArn, intakeUrl, minuteMs, startAtMs } from "./a-world.ts";
import { anEnrichment, begins, execution, forget, record, runs, send } from "./happenings.ts";

const { messageMs, executionMs, forgottenMs, retryMs } = livenessBounds;
const [inTime, tooLate] = [(ms: number) => ms / minuteMs, (ms: number) => (ms + 1_000) / minuteMs];
const both = (ms: number) => [inTime(ms), tooLate(ms)];
const flight = { inFlight: "yes", inFlightBy: executionArn, inFlightVersion: "v", inFlightSince: startAtMs };

describe("liveness (I7)", () => {
  it("is broken when a message stays in the intake queue for too long", async () => {
    const violations = both(messageMs).map(async (minutes) => {
      const world = aWorld(liveness);
      send(world, "anything");
      await world.pass(minutes);
      world.cloud.call("SQS", "PurgeQueue", { QueueUrl: intakeUrl });
      return world.violations;
    });
    expect(await Promise.all(violations)).toEqual([[], [expect.stringContaining("in the intake queue took until")]]);
  });

  it("is broken when an execution lasts for too long", async () => {
    const violations = both(executionMs).map(async (minutes) => {
      const world = aWorld(liveness);
      world.tell(runs());
      await world.pass(minutes);
      world.tell(execution("SUCCEEDED"));
      return world.violations;
    });
    expect(await Promise.all(violations)).toEqual([[], [expect.stringContaining(`execution ${executionArn} took`)]]);
  });

  it("counts from the end of faults on", async () => {
    const world = aWorld(liveness, { faultsEndAtMs: startAtMs + 60 * minuteMs });
    world.tell(runs());
    await world.pass(60 + inTime(executionMs));
    world.tell(execution("SUCCEEDED"));
    expect(world.violations).toEqual([]);
  });

  it("does not judge executions that a fault cuts short and somebody redrives", async () => {
    const world = aWorld(liveness);
    world.strikes.push(aStrike(50));
    world.tell(runs());
    await world.pass(tooLate(executionMs));
    world.tell(execution("SUCCEEDED"));
    expect(world.violations).toEqual([]);
  });

  it("is broken when a finding stays in flight for too long after its execution ended", async () => {
    const violations = both(forgottenMs).map(async (minutes) => {
      const world = aWorld(liveness);
      record(world, flight);
      world.tell(runs(), execution("FAILED"));
      await world.pass(minutes);
      forget(world);
      return world.violations;
    });
    expect(await Promise.all(violations)).toEqual([[], [expect.stringContaining("which is over, took until")]]);
  });

  it("is broken when a step that failed is tried again too late", async () => {
    const violations = both(retryMs).map(async (minutes) => {
      const world = aWorld(liveness);
      const input = anEnrichment();
      world.tell({ kind: "task", resource: "lambda", state: "Enrich findings", input, error: "Throttled" });
      await world.pass(minutes);
      world.tell(begins("enrich", input));
      return world.violations;
    });
    expect(await Promise.all(violations)).toEqual([[], [expect.stringContaining("after it failed at")]]);
  });

  it("does not wait for another try of a step that failed and was left for another state", async () => {
    const world = aWorld(liveness);
    const input = anEnrichment();
    world.tell({
      kind: "task",
      resource: "lambda",
      state: "Enrich findings",
      input,
      error: "Lambda.KMSDisabledException",
    });
    world.tell({ kind: "state", executionArn, state: "Send to the dead-letter queue", inputBytes: 2 });
    await world.pass(tooLate(retryMs));
    world.tell(begins("enrich", input));
    expect(world.violations).toEqual([]);
  });
});
