import { describe, expect, it } from "vitest";
import { concurrently } from "#domain/concurrently.ts";

const tick = () => new Promise((resolve) => setTimeout(resolve, 1));

describe("concurrently()", () => {
  it("answers in the order of the items, with at most so many at a time", async () => {
    let [working, most] = [0, 0];
    const results = await concurrently([5, 1, 4, 2, 3], 2, async (item) => {
      most = Math.max(most, ++working);
      for (let ticks = 0; ticks < item; ticks++) await tick();
      working--;
      return item * 10;
    });
    expect(results).toEqual([50, 10, 40, 20, 30]);
    expect(most).toBe(2);
  });

  it("answers nothing for nothing", async () => {
    expect(await concurrently([], 5, async () => 1)).toEqual([]);
  });

  it("begins nothing after a failure, and throws it once the others have ended", async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const work = async (item: number) => {
      begun.push(item);
      if (item === 2) throw new Error("second");
      await tick();
      ended.push(item);
    };
    await expect(concurrently([1, 2, 3, 4, 5], 2, work)).rejects.toThrow("second");
    expect(begun).toEqual([1, 2, 3].slice(0, begun.length));
    expect(ended).toEqual(begun.filter((item) => item !== 2));
  });
});
