/** Reads each key once: later callers share the answer, or the failure. */
export function remembered<T>(read: (key: string) => Promise<T>): (key?: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (key = "") => {
    const known = answers.get(key);
    if (known) return known;
    const answer = read(key);
    answers.set(key, answer);
    return answer;
  };
}
