import { describe, expect, it } from "vitest";
import { thesisBusyWait } from "#bench/peers/thesis-busy-wait.ts";
import { aRun } from "./a-run.ts";
import { aScene } from "./a-scene.ts";

describe("thesisBusyWait()", () => {
  it("asks at once and then every second", async () => {
    const { played, secondsOf } = await aRun(thesisBusyWait(), aScene({ seconds: [4.5] }));
    expect(secondsOf["GetInvestigation"]).toEqual([0, 1, 2, 3, 4, 5]);
    expect(secondsOf["ListIndicators"]).toEqual([5]);
    expect(played).toMatchObject({ lost: 0, starts: 1, waitedMs: 5_000 });
  });

  it("asks all the time for 15 minutes, three times over, when an investigation does not end", async () => {
    const { played, secondsOf } = await aRun(thesisBusyWait(), aScene({ seconds: ["never"] }));
    expect(secondsOf["StartInvestigation"]).toHaveLength(3);
    expect(secondsOf["GetInvestigation"]?.length).toBeGreaterThan(3 * 850);
    expect(played).toMatchObject({ starts: 3, lost: 1 });
  });

  it("takes an error for a result: nobody hears of the finding again", async () => {
    // A role under its own name is read as an access key without one; the account that it is said to be in is none.
    const { played, secondsOf } = await aRun(
      thesisBusyWait(),
      aScene({ seconds: [10], finding: { CreatedAt: "not an instant" } }),
    );
    expect(secondsOf["BatchUpdateFindings"]).toBeUndefined();
    expect(played.meter.functions["busy-wait"]?.requests).toBe(1);
    expect(played).toMatchObject({ lost: 1, parked: 0 });
  });

  it("takes a role that is named as the resource itself for one named None", async () => {
    const { played, secondsOf } = await aRun(
      thesisBusyWait(),
      aScene({ seconds: [10], content: { names: "identity" } }),
    );
    expect(secondsOf["BatchUpdateFindings"]).toHaveLength(1);
    expect(played).toMatchObject({ starts: 1, lost: 1 });
  });
});
