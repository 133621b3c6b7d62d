import { expect, it } from "vitest";
import { sceneStartAtMs } from "#bench/workloads/scene.ts";
import { shiftMs, shiftOf, staff } from "#bench/workloads/soak.ts";

const people = staff("1");

it("shiftOf() sends so many findings, none in the last twenty minutes, the same for the same seed", () => {
  const { acts, pairs } = shiftOf("1", 3, 2_000, people);
  expect(pairs).toHaveLength(2_000);
  expect(new Set(pairs.map(({ id }) => id)).size).toBe(2_000);
  const afterMs = acts.map(({ atMs }) => atMs - sceneStartAtMs - 3 * shiftMs);
  expect(Math.min(...afterMs)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...afterMs)).toBeLessThanOrEqual(shiftMs - 20 * 60_000);
  expect(afterMs).toEqual([...afterMs].sort((a, b) => a - b));
  expect(shiftOf("1", 3, 2_000, people).pairs).toEqual(pairs);
});

it("shiftOf() writes one finding in twenty again", () => {
  const { acts } = shiftOf("1", 0, 2_000, people);
  expect(acts.length).toBeGreaterThan(2_060);
  expect(acts.length).toBeLessThan(2_140);
});

it("shiftOf() is mostly incidents: many findings about few", () => {
  const { pairs } = shiftOf("1", 0, 2_000, people);
  const counts = new Map<string, number>();
  for (const { principalArn } of pairs) counts.set(principalArn, (counts.get(principalArn) ?? 0) + 1);
  const ofMany = [...counts.values()].filter((count) => count > 5).reduce((sum, count) => sum + count, 0);
  expect(ofMany / 2_000).toBeCloseTo(0.85, 1);
});
