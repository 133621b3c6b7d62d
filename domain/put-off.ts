const firstSeconds = 30;
const longestSeconds = 3_600;

/**
 * How often an outlet's queue hands out a message before it goes to the dead letters: 30 s × 2ⁿ capped at an hour, halved at worst by
 * the dice, are four to nine hours of an outage (test/domain/put-off.test.ts).
 */
export const receivesMax = 16;

/**
 * For how long a message that failed stays hidden: twice as long each time, up to an hour, with the upper half left to the dice, so
 * that what failed together does not come back together.
 * @param receives how often it has been received, this time included
 * @param dice from 0 to 1, 1 excluded
 * @returns whole seconds
 */
export function putOffSeconds(receives: number, dice: number): number {
  const longest = Math.min(firstSeconds * 2 ** Math.min(Math.max(receives, 1) - 1, 20), longestSeconds);
  return Math.ceil((longest / 2) * (1 + dice));
}
