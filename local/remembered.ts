/** Texts that are remembered at most; beyond them all are forgotten, for whoever makes up texts without end. */
const textsMax = 1_000;

/** A function of a text that works its answer out once: answers are shared, so nobody may change one. What throws is not remembered. */
export function remembered<T>(make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    if (made.has(text)) return made.get(text) as T;
    const answer = make(text);
    if (made.size >= textsMax) made.clear();
    made.set(text, answer);
    return answer;
  };
}
