/**
 * Makes a reading of objects that reads each but once: several promises look at the same one. Nobody may change an object that was read,
 * nor what was read of it.
 */
export function once<K extends object, T>(read: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, { readonly value: T }>();
  return (key) => {
    const before = known.get(key);
    if (before) return before.value;
    const value = read(key);
    known.set(key, { value });
    return value;
  };
}
