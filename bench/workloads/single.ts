import { chanceOf } from "#simulation/chance.ts";
import { durations } from "./duration.ts";
import { aFinding, plainContent } from "./finding.ts";
import { behaviourWith, plainRole } from "./person.ts";
import { imported, pairOf, type Scene, sceneStartAtMs } from "./scene.ts";

/**
 * One finding about one role, again and again, each in a world of its own where nothing is warm. The durations are spread
 * evenly from 120 to 180 s, so that no luck is in the percentiles.
 */
export function* single(seed: string, count: number): Iterable<Scene> {
  const places = chanceOf(seed).shuffled(Array.from({ length: count }, (_, place) => place));
  for (const [number, place] of places.entries()) {
    const chance = chanceOf(`${seed}/${number}`);
    const person = plainRole(number);
    const finding = aFinding(`f${number}`, person, sceneStartAtMs, plainContent, chance);
    yield {
      startAtMs: sceneStartAtMs,
      acts: [imported(finding, sceneStartAtMs)],
      pairs: [pairOf(finding, person, sceneStartAtMs)],
      behaviour: behaviourWith([person]),
      hooks: durations(seed, () => 120 + (60 * (place + 0.5)) / count).hooks,
      findings: 1,
      principals: 1,
      startsWanted: 1,
    };
  }
}
