import { describe, expect, it } from "vitest";
import { contentFaults } from "#simulation/faults/content.ts";
import { intakeFaults } from "#simulation/faults/intake.ts";

const rowsOf = (kinds: readonly { readonly row: number }[]) =>
  [...new Set(kinds.map(({ row }) => row))].sort((a, b) => a - b);
const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe("the faults of rows 1 to 29", () => {
  it("leave out none that can occur at run time: 11 and 14 are for tests of the template", () => {
    expect(rowsOf(intakeFaults)).toEqual(range(1, 17).filter((row) => row !== 11 && row !== 14));
    expect(rowsOf(contentFaults)).toEqual(range(18, 29));
  });

  it("have names and descriptions of their own", () => {
    const all = [...intakeFaults, ...contentFaults];
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(new Set(all.map(({ what }) => what)).size).toBe(all.length);
    expect(all.map(({ name }) => name).filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(name))).toEqual([]);
  });
});
