import { expect } from "vitest";
import { BenchWorld } from "#bench/harness/bench-world.ts";
import { attempt } from "#bench/harness/play.ts";
import type { Played } from "#bench/harness/played.ts";
import type { System } from "#bench/system.ts";
import type { Scene } from "#bench/workloads/scene.ts";
import { onVirtualDate } from "#simulation/virtual-date.ts";

/** A run, looked at closely. */
export interface Run {
  readonly played: Played;
  /** Whole seconds after the beginning at which each call of an operation arrived, by operation. */
  readonly secondsOf: Readonly<Record<string, readonly number[]>>;
  /** The finding as it is in the end. */
  readonly finding: Readonly<Record<string, unknown>> | undefined;
  readonly executions: readonly string[];
}

/** These seconds, give or take what calls and cold starts take. */
export function about(...seconds: readonly number[]): unknown {
  return seconds.map((one) => expect.closeTo(one, -1));
}

const hourMs = 3_600_000;

/** Lets a system have a scene, and half a day after it. */
export async function aRun(system: System, scene: Scene): Promise<Run> {
  const world = new BenchWorld({ ...scene, system, seed: "a run" });
  const { cloud } = world;
  const secondsOf: Record<string, number[]> = {};
  cloud.watch((happening, atMs) => {
    if (happening.kind !== "call") return;
    const seconds = secondsOf[happening.operation] ?? [];
    secondsOf[happening.operation] = [...seconds, Math.floor((atMs - scene.startAtMs) / 1_000)];
  });
  await onVirtualDate(cloud.clock, async () => {
    for (const act of scene.acts) cloud.clock.at(act.atMs, () => attempt(act, cloud));
    await cloud.clock.quiet(scene.startAtMs + 12 * hourMs);
  });
  const { startAtMs, findings, principals, pairs } = scene;
  const [pair] = pairs;
  return {
    played: world.played({ startAtMs, findings, principals, pairs: pairs.length }),
    secondsOf,
    finding: pair && cloud.services.SecurityHub.finding(pair.productArn, pair.id),
    executions: cloud.services.SFN.executions().map(({ status }) => status),
  };
}
