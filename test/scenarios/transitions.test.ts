import { describe, expect, it } from "vitest";
import { aFinding, localAws, roleArn } from "./local-aws.ts";

async function transitionsFor(durationSeconds: number): Promise<number | undefined> {
  const cloud = await localAws({ principals: { [roleArn("quick")]: { durationSeconds } } });
  cloud.services.SecurityHub.importFinding(aFinding("one", ["quick"]));
  await cloud.settled();
  return cloud.services.SFN.executions()[0]?.stateTransitions;
}

describe("one finding with one principal", () => {
  // The Map, start or join, wait, check, Finished?, enrich; each further look is wait, check, Finished?.
  it.each([
    { looks: 1, durationSeconds: 120, transitions: 6 },
    { looks: 2, durationSeconds: 165, transitions: 9 },
    { looks: 3, durationSeconds: 175, transitions: 12 },
  ])("takes $transitions state transitions with $looks looks", async ({ durationSeconds, transitions }) => {
    expect(await transitionsFor(durationSeconds)).toBe(transitions);
  });
});
