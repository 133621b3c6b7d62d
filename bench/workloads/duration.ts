import { principalKey } from "#local/behaviour/principal-arn.ts";
import { type Chance, chanceOf } from "#simulation/chance.ts";
import type { Hooks } from "#simulation/hooks.ts";

/** How long an investigation takes, s. */
export type Duration = (chance: Chance) => number | "never";

/** Two to three minutes, every length as likely: AWS publishes no distribution, its workshop says "2-3 minutes". */
export const usual: Duration = (chance) => 120 + chance.random() * 60;

const [medianSeconds, spread, longestSeconds] = [150, 1, 3_590];

/** Log-normal around 150 s, 3.7 of 100 above a quarter of an hour, up to an hour; 1 of 100 never ends. */
export const longTailed: Duration = (chance) => {
  if (chance.happens(0.01)) return "never";
  return Math.min(longestSeconds, medianSeconds * Math.exp(spread * normal(chance)));
};

/** Box and Muller's. */
function normal(chance: Chance): number {
  const [a, b] = [1 - chance.random(), chance.random()];
  return Math.sqrt(-2 * Math.log(a)) * Math.cos(2 * Math.PI * b);
}

/** How long the investigations of one scene take. */
export interface Durations {
  readonly hooks: Pick<Hooks, "investigation">;
  /** Whether no investigation of the principal ever ends: there is nothing to find out. */
  isEndless(principalArn: string): boolean;
}

/**
 * Gives every investigation its duration: the first one of a principal takes as long whichever system starts it, and when, and
 * so does the second. Either all investigations of a principal come to an end or none does.
 * @param seed of the scene
 */
export function durations(seed: string, duration: Duration): Durations {
  const started = new Map<string, number>();
  const drawn = (key: string, earlier: number, again = 0): number | "never" => {
    const seconds = duration(chanceOf(`${seed}/${key}/${earlier}/${again}`));
    return seconds === "never" && earlier > 0 ? drawn(key, earlier, again + 1) : seconds;
  };
  const isEndless = (principalArn: string) => drawn(principalKey(principalArn), 0) === "never";
  return {
    isEndless,
    hooks: {
      investigation(entityArn) {
        const key = principalKey(entityArn);
        const earlier = started.get(key) ?? 0;
        started.set(key, earlier + 1);
        return { durationSeconds: isEndless(entityArn) ? "never" : drawn(key, earlier) };
      },
    },
  };
}
