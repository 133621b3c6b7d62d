const multiplier = 0x5deece66dn;
const mask = (1n << 48n) - 1n;

/**
 * The first number that `new java.util.Random(seed).nextDouble()` gives: what the service's seeded random functions answer.
 * @param seed cut to a 64-bit integer
 * @returns in [0, 1)
 */
export function javaRandom(seed: number): number {
  let state = (BigInt.asIntN(64, BigInt(Math.trunc(seed))) ^ multiplier) & mask;
  const next = (bits: bigint): bigint => {
    state = (state * multiplier + 0xbn) & mask;
    return state >> (48n - bits);
  };
  return Number((next(26n) << 27n) + next(27n)) / 2 ** 53;
}
