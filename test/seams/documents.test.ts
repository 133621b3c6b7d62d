import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { NotInvestigableReason, ParkReason, SkipReason } from "#domain/contract.ts";

const architecture = readFileSync("docs/architecture.md", "utf8");

describe("docs/architecture.md", () => {
  it.each([...NotInvestigableReason.options, ...ParkReason.options, ...SkipReason.options])(
    "explains the reason %s",
    (reason) => {
      expect(architecture).toContain(`\`${reason}\``);
    },
  );
});
