import { describe, expect, it } from "vitest";
import { NotInvestigableReason } from "#domain/contract.ts";
import { reasonInWords } from "#domain/reason.ts";

describe("reasonInWords()", () => {
  it.each(NotInvestigableReason.options)("completes `Not investigated:` for %s without a full stop", (reason) => {
    expect(reasonInWords(reason)).toMatch(/^[A-Za-z][^.]{20,}[^.]$/);
  });

  it("tells the reasons apart", () => {
    expect(new Set(NotInvestigableReason.options.map(reasonInWords)).size).toBe(NotInvestigableReason.options.length);
  });
});
