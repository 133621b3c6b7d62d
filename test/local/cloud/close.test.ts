import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { type Cloud, type CloudOptions, startCloud } from "#local/cloud.ts";
import { anEvent, pipelineAssembly } from "../fixtures/pipeline.ts";

const settings = { accountId: "111122223333", region: "eu-west-1", startAtMs: Date.UTC(2026, 4, 1, 12) };

const aRunningCloud = async (over: Partial<CloudOptions> = {}): Promise<Cloud> => {
  const cloud = await startCloud({ ...settings, assembly: pipelineAssembly(), ...over });
  for (const id of ["a", "b", "c"]) cloud.putEvent(anEvent(id));
  return cloud;
};

const until = (cloud: Cloud, happens: (seen: { kind: string; state?: string }) => boolean): Promise<void> =>
  new Promise((resolve) => {
    cloud.observe((seen) => happens(seen) && resolve());
  });

/** How many of each kind of resource keep the process alive, once closing handles have had their turns. */
const resources = async (): Promise<Map<string, number>> => {
  for (let turns = 0; turns < 10; turns++) await turn();
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
};

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

describe("Cloud.close()", () => {
  it.each<[string, Partial<CloudOptions>, (cloud: Cloud) => Promise<void>]>([
    ["when all is done", {}, (cloud) => cloud.settled()],
    ["when nothing has begun", {}, async () => undefined],
    ["while a function works", {}, (cloud) => until(cloud, ({ kind }) => kind === "call")],
    ["while an execution waits", {}, (cloud) => until(cloud, ({ kind }) => kind === "state-entered")],
    ["while machine time passes", { follow: true }, (cloud) => cloud.settled()],
    ["on the machine's clock", { realTime: true }, async () => undefined],
  ])("leaves no thread, handle or timer behind %s", async (_, options, meanwhile) => {
    const before = await resources();
    for (let round = 0; round < 3; round++) {
      const cloud = await aRunningCloud(options);
      await meanwhile(cloud);
      await cloud.close();
    }
    const more = [...(await resources())].filter(([kind, count]) => count > (before.get(kind) ?? 0));
    expect(more).toEqual([]);
  });

  it("leaves no memory behind", async () => {
    const closed: WeakRef<object>[] = [];
    const round = async (meanwhile: (cloud: Cloud) => Promise<void>): Promise<void> => {
      const cloud = await aRunningCloud();
      await meanwhile(cloud);
      await cloud.close();
      closed.push(new WeakRef(cloud.services.SFN), new WeakRef(cloud.services.SecurityHub));
    };
    await round((cloud) => cloud.settled());
    await round((cloud) => until(cloud, ({ kind }) => kind === "call"));
    await round((cloud) => until(cloud, ({ kind }) => kind === "state-entered"));
    await resources();
    collectGarbage();
    expect(closed.filter((reference) => reference.deref() !== undefined).length).toBe(0);
  });

  it("ends time: whoever awaits the end is told, and nothing happens any more", async () => {
    const cloud = await aRunningCloud();
    await until(cloud, ({ kind }) => kind === "state-entered");
    const settled = cloud.settled();
    await cloud.close();
    await settled;
    const atMs = cloud.clock.now();
    const seen: unknown[] = [];
    cloud.observe((observation) => seen.push(observation));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([seen, cloud.clock.now()]).toEqual([[], atMs]);
  });
});
