import { describe, expect, it } from "vitest";
import { aFinding, customActionEvent, localAws, roleArn } from "./local-aws.ts";

const names = Array.from({ length: 30 }, (_, n) => `role-${n}`);

async function thirtyGroups(clicked: boolean) {
  const principals = Object.fromEntries(names.map((name) => [roleArn(name), { durationSeconds: 120 }]));
  const cloud = await localAws({ principals });
  for (const name of names) cloud.services.SecurityHub.importFinding(aFinding(name, [name]));
  // Long enough for another batch; the investigations are joined.
  await cloud.clock.sleep(60_000);
  for (const name of clicked ? names : []) {
    const finding = aFinding(`clicked-${name}`, [name]);
    cloud.services.SecurityHub.importFinding({ ...finding, Workflow: { Status: "SUPPRESSED" } });
    cloud.putEvent(customActionEvent(cloud, finding));
  }
  await cloud.settled();
  const entered = (state: string) =>
    cloud.seen.filter((one) => one.kind === "state-entered" && one.state === state).length;
  const reads = cloud.seen.flatMap((one) => (one.kind === "call" && one.operation === "GetFindings" ? [one] : []));
  return { entered, readErrors: reads.map(({ error }) => error) };
}

describe("thirty groups that are done at about the same time", () => {
  it("of one batch are looked at one after the other, and do not queue up to read", async () => {
    const { entered, readErrors } = await thirtyGroups(false);
    expect([entered("Check investigations"), entered("Enrich findings")]).toEqual([30, 30]);
    expect(entered("Wait for the turn to read")).toBe(0);
    expect(readErrors).toEqual(Array(30).fill(undefined));
  });

  it("as thirty others are queue up to read in turn, outside of functions where that takes seconds, and are never throttled", async () => {
    const { entered, readErrors } = await thirtyGroups(true);
    expect([entered("Check investigations"), entered("Enrich findings")]).toEqual([60, 60]);
    // 60 turns take 21 s and come up for 12: who comes after a third of that has three seconds to wait.
    expect(entered("Wait for the turn to read")).toBeGreaterThan(20);
    expect(entered("Wait for the turn to read")).toBeLessThanOrEqual(45);
    expect(readErrors).toEqual(Array(60).fill(undefined));
  });
});
