import { type Chance, chanceOf } from "#simulation/chance.ts";
import type { Act } from "#simulation/story/act.ts";
import { aFinding, anyContent, rewritten } from "./finding.ts";
import { anybody, type Person } from "./person.ts";
import { imported, type Pair, pairOf, sceneStartAtMs } from "./scene.ts";

export const findingsOfSoak = 1_000_000;
export const daysOfSoak = 30;
/** Findings arrive for two hours and forty minutes, then for twenty minutes none: what came is done with by then. */
export const shiftMs = 3 * 3_600_000;
const arrivalsMs = shiftMs - 20 * 60_000;
const staffSize = 2_000;
/** Of all findings, those of incidents: many about the same few within minutes. */
const incidentShare = 0.85;
const incidentFindings = { min: 50, max: 450 };
const incidentMs = { min: 5 * 60_000, max: 30 * 60_000 };
const peopleOfIncidentMax = 4;
const rewrittenShare = 0.05;
const rewrittenAfterMs = { min: 60_000, max: 3_600_000 };

/** The people whom a month of findings is about. */
export function staff(seed: string): readonly Person[] {
  const chance = chanceOf(`${seed}/staff`);
  return Array.from({ length: staffSize }, (_, index) => anybody(chance, index));
}

export interface Shift {
  readonly acts: readonly Act[];
  readonly pairs: readonly Pair[];
}

/** Hours of findings: incidents, what else is always going on, and now and then a provider that writes the same once more. */
export function shiftOf(seed: string, number: number, findings: number, people: readonly Person[]): Shift {
  const chance = chanceOf(`${seed}/shift ${number}`);
  const beginsAtMs = sceneStartAtMs + number * shiftMs;
  const sent = [...arrivals(chance, findings, people)].map(({ person, afterMs }, index) => {
    const atMs = beginsAtMs + afterMs;
    return { person, atMs, finding: aFinding(`s${number}f${index}`, person, atMs, anyContent(chance), chance) };
  });
  const acts = sent.flatMap(({ finding, atMs }) => {
    const [again, laterMs] = [chance.happens(rewrittenShare), between(chance, rewrittenAfterMs)];
    const againAtMs = Math.min(atMs + laterMs, beginsAtMs + arrivalsMs);
    return [imported(finding, atMs), ...(again ? [imported(rewritten(finding, againAtMs), againAtMs)] : [])];
  });
  return {
    acts: acts.sort((a, b) => a.atMs - b.atMs),
    pairs: sent.map(({ finding, person, atMs }) => pairOf(finding, person, atMs)),
  };
}

interface Arrival {
  readonly person: Person;
  readonly afterMs: number;
}

function* arrivals(chance: Chance, findings: number, people: readonly Person[]): Iterable<Arrival> {
  const someone = () => people[chance.integer(0, people.length - 1)] as Person;
  let left = Math.round(findings * incidentShare);
  for (let count = findings - left; count > 0; count--)
    yield { person: someone(), afterMs: chance.integer(0, arrivalsMs) };
  while (left > 0) {
    const size = Math.min(left, between(chance, incidentFindings));
    const lengthMs = between(chance, incidentMs);
    const beginsMs = chance.integer(0, arrivalsMs - lengthMs);
    const cast = Array.from({ length: chance.integer(1, peopleOfIncidentMax) }, someone);
    for (let count = 0; count < size; count++) {
      yield {
        person: cast[chance.integer(0, cast.length - 1)] as Person,
        afterMs: beginsMs + chance.integer(0, lengthMs),
      };
    }
    left -= size;
  }
}

function between(chance: Chance, { min, max }: { readonly min: number; readonly max: number }): number {
  return chance.integer(min, max);
}
