/** A stream of random numbers that follows from its seed alone. */
export interface Chance {
  /** In [0, 1). */
  random(): number;
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  /** True with this probability. */
  happens(probability: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** The items in another order. */
  shuffled<T>(items: readonly T[]): T[];
  uuid(): string;
  /** A stream of its own: what is drawn from it changes nothing here. */
  fork(name: string): Chance;
}

/** @param seed any text or number; the same seed is the same stream on every machine */
export function chanceOf(seed: string | number): Chance {
  const random = sfc32(String(seed));
  const integer = (min: number, max: number) => min + Math.floor(random() * (max - min + 1));
  return {
    random,
    integer,
    happens: (probability) => random() < probability,
    pick: (items) => items[Math.floor(random() * items.length)] ?? items[0],
    shuffled(items) {
      const mixed = [...items];
      for (let last = mixed.length - 1; last > 0; last--) {
        const other = integer(0, last);
        [mixed[last], mixed[other]] = [mixed[other] as (typeof mixed)[0], mixed[last] as (typeof mixed)[0]];
      }
      return mixed;
    },
    uuid() {
      const word = () =>
        Math.floor(random() * 2 ** 32)
          .toString(16)
          .padStart(8, "0");
      const [first, second, third] = [word(), word(), word()];
      return `${first}-${second.slice(0, 4)}-4${second.slice(5)}-8${third.slice(1, 4)}-${third.slice(4)}${word()}`;
    },
    fork: (name) => chanceOf(`${seed}/${name}`),
  };
}

/** Chris Doty-Humphrey's small fast counting generator, seeded with a hash of the text. @see https://pracrand.sourceforge.net */
function sfc32(text: string): () => number {
  let [a, b, c, counter] = [hash(text, 1), hash(text, 2), hash(text, 3), 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let warm = 0; warm < 12; warm++) next();
  return next;
}

/** FNV-1a over UTF-16 units, 32 bits. */
function hash(text: string, salt: number): number {
  let state = (0x811c9dc5 ^ Math.imul(salt, 0x9e3779b9)) | 0;
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  return state | 0;
}
