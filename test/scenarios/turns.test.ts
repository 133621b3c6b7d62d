import { describe, expect, it } from "vitest";
import { aFinding, localAws, roleArn } from "./local-aws.ts";

const names = Array.from({ length: 30 }, (_, n) => `role-${n}`);

describe("thirty groups that are done at about the same time", () => {
  it("queue up to read in turn, outside of functions where that takes seconds, and are never throttled", async () => {
    const principals = Object.fromEntries(names.map((name) => [roleArn(name), { durationSeconds: 120 }]));
    const cloud = await localAws({ principals });
    for (const name of names) cloud.services.SecurityHub.importFinding(aFinding(name, [name]));
    await cloud.settled();

    const entered = (state: string) =>
      cloud.seen.filter((one) => one.kind === "state-entered" && one.state === state).length;
    expect(entered("Enrich findings")).toBe(30);
    // Nine turns come within three seconds.
    expect(entered("Wait for the turn to read")).toBeGreaterThan(10);
    expect(entered("Wait for the turn to read")).toBeLessThanOrEqual(21);
    const reads = cloud.seen.flatMap((one) => (one.kind === "call" && one.operation === "GetFindings" ? [one] : []));
    expect(reads.map(({ error }) => error)).toEqual(Array(30).fill(undefined));
  });
});
