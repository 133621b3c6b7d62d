import { describe, expect, it } from "vitest";
import { thesisBackoff } from "#bench/peers/thesis-backoff.ts";
import { about, aRun } from "./a-run.ts";
import { aScene } from "./a-scene.ts";

describe("thesisBackoff()", () => {
  it("looks 60 s after the start, then waits twice as long each time, without a limit", async () => {
    const { secondsOf, executions } = await aRun(thesisBackoff(), aScene({ seconds: [3_000] }));
    expect(secondsOf["GetInvestigation"]).toEqual(about(60, 180, 420, 900, 1_860, 3_780));
    expect(executions).toEqual(["SUCCEEDED"]);
  });

  it("takes four transitions for each look", async () => {
    const { played, secondsOf } = await aRun(thesisBackoff(), aScene({ seconds: [150] }));
    expect(secondsOf["GetInvestigation"]).toHaveLength(2);
    expect(played.meter.transitions).toBe(8);
    expect(played).toMatchObject({ lost: 0, starts: 1, waitedMs: 0 });
  });

  it("tries a failed investigation three times more, fails, and tells nobody", async () => {
    const { played, secondsOf, executions } = await aRun(thesisBackoff(), aScene({ seconds: [10], status: "FAILED" }));
    // 30, 60 and 120 s later
    expect(secondsOf["GetInvestigation"]).toEqual(about(60, 90, 150, 270));
    expect(executions).toEqual(["FAILED"]);
    expect(played).toMatchObject({ starts: 1, lost: 1, parked: 0 });
  });

  it("goes on without an investigation when the start failed", async () => {
    const { played, executions } = await aRun(
      thesisBackoff(),
      aScene({ seconds: [10], finding: { CreatedAt: "not an instant" } }),
    );
    expect(executions).toEqual(["FAILED"]);
    expect(played).toMatchObject({ starts: 0, lost: 1 });
  });
});
