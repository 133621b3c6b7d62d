/** Work on something that does not change, done once for each of them: whoever comes again gets the same result. */
export function oncePer<T extends object, R>(work: (subject: T) => R): (subject: T) => R {
  const done = new WeakMap<T, { readonly result: R }>();
  return (subject) => {
    const before = done.get(subject);
    if (before !== undefined) return before.result;
    const result = work(subject);
    done.set(subject, { result });
    return result;
  };
}
