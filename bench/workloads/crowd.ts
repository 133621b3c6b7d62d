import { type Chance, chanceOf } from "#simulation/chance.ts";
import type { Act } from "#simulation/story/act.ts";
import { type Duration, durations } from "./duration.ts";
import { aFinding, type Content, type Finding } from "./finding.ts";
import { behaviourWith, type Person } from "./person.ts";
import { imported, type Pair, pairOf, type Scene, sceneStartAtMs } from "./scene.ts";

export interface CrowdOptions {
  readonly seed: string;
  readonly findings: number;
  readonly principals: number;
  /** In which time they arrive, evenly. */
  readonly seconds: number;
  readonly duration: Duration;
  readonly person: (chance: Chance, index: number) => Person;
  readonly content: (chance: Chance) => Content;
  /** One principal's findings after the other's, or in any order; `mixed` unless said. */
  readonly order?: "mixed" | "by principal";
}

/** A finding on its way, for workloads that do more with it. */
export interface Sent {
  readonly finding: Finding;
  readonly atMs: number;
}

/** One investigation reaches the activity of all findings that come within this time. */
const closeTogetherSeconds = 300;

/** Many findings, as many about one principal as about any other, each naming one principal. */
export function crowd(
  options: CrowdOptions,
  more: (sent: readonly Sent[], chance: Chance) => readonly Act[] = none,
): Scene {
  const { seed, findings, principals, seconds, duration, person, content, order = "mixed" } = options;
  const chance = chanceOf(seed);
  const people = Array.from({ length: principals }, (_, index) => person(chance, index));
  const numbers = Array.from({ length: findings }, (_, index) => index);
  const sent: Sent[] = [];
  const pairs: Pair[] = [];
  const { hooks, isEndless } = durations(seed, duration);
  const inOrder = order === "mixed" ? chance.fork("order").shuffled(numbers) : numbers;
  for (const [place, index] of inOrder.entries()) {
    const named = people[Math.floor((index * principals) / findings)];
    if (!named) continue;
    const atMs = sceneStartAtMs + Math.floor((place * seconds * 1_000) / findings);
    const finding = aFinding(`f${index}`, named, atMs, content(chance), chance);
    sent.push({ finding, atMs });
    if (!isEndless(named.arn)) pairs.push(pairOf(finding, named, atMs));
  }
  const acts = [...sent.map(({ finding, atMs }) => imported(finding, atMs)), ...more(sent, chance.fork("more"))];
  return {
    startAtMs: sceneStartAtMs,
    acts: acts.sort((a, b) => a.atMs - b.atMs),
    pairs,
    behaviour: behaviourWith(people),
    hooks,
    findings,
    principals,
    ...(seconds <= closeTogetherSeconds && { startsWanted: principals }),
  };
}

function none(): readonly Act[] {
  return [];
}
