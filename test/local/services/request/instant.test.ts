import { expect, it } from "vitest";
import { instantOf } from "#local/services/request/instant.ts";

it.each([
  [new Date("2026-11-20T12:00:00Z"), "2026-11-20T12:00:00.000Z"],
  [1_763_640_000, "2025-11-20T12:00:00.000Z"],
  [1_763_640_000.5, "2025-11-20T12:00:00.500Z"],
  ["2026-11-20T12:00:00Z", "2026-11-20T12:00:00.000Z"],
  ["2026-11-20T12:00:00.123456Z", "2026-11-20T12:00:00.123Z"],
  ["2026-11-20T12:00:00+02:00", "2026-11-20T10:00:00.000Z"],
  ["2026-11-20T12:00:00-0500", "2026-11-20T17:00:00.000Z"],
  ["2024-05-23 20:49:02.000000000", "2024-05-23T20:49:02.000Z"],
  ["2024-05-23", "2024-05-23T00:00:00.000Z"],
])("instantOf(%j) is %s", (value, iso) => {
  expect(new Date(instantOf(value) ?? Number.NaN).toISOString()).toBe(iso);
});

it.each([
  "",
  "yesterday",
  "2026-13-40T00:00:00Z",
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1e300,
  new Date(Number.NaN),
  null,
  undefined,
  {},
  true,
])("instantOf(%j) is undefined", (value) => {
  expect(instantOf(value)).toBeUndefined();
});
