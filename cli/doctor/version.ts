/** Whether version `a` (`1.2.3`) comes before `b`; what follows a hyphen does not count. */
export function isOlder(a: string, b: string): boolean {
  const [left, right] = [a, b].map((version) => (version.split("-")[0] ?? "").split(".").map(Number));
  for (const part of [0, 1, 2]) {
    const difference = (left?.[part] ?? 0) - (right?.[part] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
