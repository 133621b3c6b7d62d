import { ServiceError } from "#local/service.ts";
import type { SimulatedCloud } from "#simulation/cloud.ts";
import type { Act } from "#simulation/story/act.ts";
import { onVirtualDate } from "#simulation/virtual-date.ts";
import type { System } from "../system.ts";
import type { Scene } from "../workloads/scene.ts";
import { BenchWorld } from "./bench-world.ts";
import type { Played } from "./played.ts";

/** A day after its last act a scene is over, whatever is still going on. */
const overAfterMs = 24 * 3_600_000;
/** In this time every schedule comes around twice. */
const schedulesMs = 3_600_000;

/** Puts a system into a world of its own, lets the scene happen, and waits until nothing is left to do. */
export async function play(system: System, scene: Scene, seed: string): Promise<Played> {
  const world = new BenchWorld({ ...scene, system, seed });
  const { clock } = world.cloud;
  const overAtMs = (scene.acts.at(-1)?.atMs ?? scene.startAtMs) + overAfterMs;
  await onVirtualDate(clock, async () => {
    for (const act of scene.acts) clock.at(act.atMs, () => attempt(act, world.cloud));
    await clock.quiet(overAtMs);
    // What has come to a standstill, schedules may set going again.
    while (clock.now() < overAtMs && world.unheardOf().lost > 0) {
      await clock.passTo(Math.min(overAtMs, clock.now() + schedulesMs));
      await clock.quiet(overAtMs);
    }
  });
  const { startAtMs, findings, principals, boundSeconds, startsWanted } = scene;
  return world.played({
    ...{ startAtMs, findings, principals },
    pairs: scene.pairs.length,
    ...(boundSeconds !== undefined && { boundSeconds }),
    ...(startsWanted !== undefined && { startsWanted }),
  });
}

/** Somebody's call that a service turns away: what they wanted does not happen. */
export function attempt(act: Act, cloud: SimulatedCloud): void {
  try {
    act.play(cloud);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
  }
}
