import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantOf } from "#local/engine/timestamp.ts";

describe("instantOf()", () => {
  it("reads what toISOString() writes", () => {
    const years = { min: new Date("0100-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(years), (date) => {
        expect(instantOf(date.toISOString())).toBe(date.getTime());
      }),
    );
  });

  it.each([
    ["2026-01-01T01:00:00+01:00", "2026-01-01T00:00:00.000Z"],
    ["2026-01-01T00:00:00.123456789Z", "2026-01-01T00:00:00.123Z"],
    ["2025-12-31T20:30-03:30", "2026-01-01T00:00:00.000Z"],
  ])("reads %s", (text, expected) => {
    expect(new Date(instantOf(text) ?? Number.NaN).toISOString()).toBe(expected);
  });

  it.each([
    "2026-01-01",
    "2026-01-01 00:00:00Z",
    "2026-01-01T00:00:00",
    "2026-13-01T00:00:00Z",
    "2026-02-30T00:00:00Z",
    "2026-01-01T25:00:00Z",
    0,
    null,
  ])("answers undefined for %j", (value) => {
    expect(instantOf(value)).toBeUndefined();
  });
});
