import { expect, it } from "vitest";
import { completeSeverity } from "#local/services/security-hub/severity.ts";

it.each([
  [0, "INFORMATIONAL"],
  [1, "LOW"],
  [39, "LOW"],
  [40, "MEDIUM"],
  [69, "MEDIUM"],
  [70, "HIGH"],
  [89, "HIGH"],
  [90, "CRITICAL"],
  [100, "CRITICAL"],
])("completeSeverity() labels a normalized %d %s", (Normalized, Label) => {
  expect(completeSeverity({ Normalized })).toEqual({ Normalized, Label });
});

it.each([
  ["INFORMATIONAL", 0],
  ["LOW", 1],
  ["MEDIUM", 40],
  ["HIGH", 70],
  ["CRITICAL", 90],
])("completeSeverity() normalizes %s to %d", (Label, Normalized) => {
  expect(completeSeverity({ Label })).toEqual({ Label, Normalized });
});

it.each([[{ Label: "HIGH", Normalized: 1 }], [{ Original: "7" }], ["HIGH"], [null], [undefined]])(
  "completeSeverity() leaves %j as it is",
  (severity) => {
    expect(completeSeverity(severity)).toBe(severity);
  },
);
